import { existsSync, readFileSync } from 'node:fs';
import type { MachineReport } from './machine-rules';

/** Looks at the program and the process that it runs in. @param dashboardRoot the folder of the dashboard's build */
export function gatherMachine(dashboardRoot: string): Omit<MachineReport, 'clockJumpMs'> {
  return {
    nodeVersion: process.versions.node,
    openFilesLimit: readOpenFilesLimit(),
    isDashboardBuilt: existsSync(`${dashboardRoot}/index.html`),
  };
}

/** Linux tells it in a file. Node has raised it as far as it may when it started. */
function readOpenFilesLimit(): number | undefined {
  try {
    const soft = /^Max open files\s+(\S+)/mu.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
  } catch {
    return undefined;
  }
}
