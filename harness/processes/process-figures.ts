import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts a process's time in these, whatever the kernel's own clock. */
const TICKS_PER_S = 100;
const KIB = 1024;

/** What a process has taken so far. All of it is NaN where there is no `/proc`. */
export interface ProcessFigures {
  readonly cpuSeconds: number;
  readonly rssBytes: number;
  /** The most that it ever was. */
  readonly maxRssBytes: number;
  readonly openFiles: number;
}

/** Reads another process's figures from Linux's `/proc`. */
export function readProcess(pid: number): ProcessFigures {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const openFiles = readdirSync(`/proc/${String(pid)}/fd`).length;
    return { cpuSeconds: readCpuSeconds(pid), rssBytes: readKib(status, 'VmRSS'), maxRssBytes: readKib(status, 'VmHWM'), openFiles };
  } catch {
    return { cpuSeconds: Number.NaN, rssBytes: Number.NaN, maxRssBytes: Number.NaN, openFiles: Number.NaN };
  }
}

/** The program's name, in parentheses, may hold spaces; what is counted comes after it. */
function readCpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
}

function readKib(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1] ?? Number.NaN) * KIB;
}
