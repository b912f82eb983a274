import { execFileSync } from 'node:child_process';

/** Limits the size of a process's files, which is to it what a full disk is: no write gets through. On Linux. @param bytes a number, or `unlimited` */
export function limitFiles(pid: number | undefined, bytes: string): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}
