import { type Finding, note, ok, problem, warning } from './finding';

/** What was found out about the machine and the program. */
export interface MachineReport {
  /** Such as `24.21.0`. */
  readonly nodeVersion: string;
  /** How many files and connections the process may have open; undefined where that cannot be known. */
  readonly openFilesLimit: number | undefined;
  readonly isDashboardBuilt: boolean;
  /** By how much the clock was set while it was watched, in milliseconds. */
  readonly clockJumpMs: number;
}

const OLDEST_NODE = [22, 13] as const;
/** 500 students, their browsers' second connections, dashboards, files. */
const MIN_OPEN_FILES = 1200;
const COMFORTABLE_OPEN_FILES = 4096;
const CLOCK_JUMP_MS = 250;

/** What is to be said about the machine. Pure. */
export function judgeMachine(report: MachineReport): readonly Finding[] {
  return [judgeNode(report), ...judgeOpenFiles(report), ...judgeDashboard(report), ...judgeClock(report)];
}

function judgeNode({ nodeVersion }: MachineReport): Finding {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const [oldest, oldestMinor] = OLDEST_NODE;
  return major > oldest || (major === oldest && minor >= oldestMinor)
    ? ok('Node', nodeVersion)
    : problem('Node', `${nodeVersion} is too old`, `Install ${OLDEST_NODE.join('.')} or newer: https://nodejs.org`);
}

function judgeOpenFiles({ openFilesLimit: limit }: MachineReport): readonly Finding[] {
  if (limit === undefined) {
    return [];
  }
  const state = `${String(limit)} allowed; each connection takes one`;
  const advice = 'Raise it: "LimitNOFILE=65536" in the systemd unit, or "ulimit -n 65536" before the start.';
  if (limit < MIN_OPEN_FILES) {
    return [problem('open files', `${state}: too few for 500 students`, advice)];
  }
  return [limit < COMFORTABLE_OPEN_FILES ? warning('open files', state, advice) : ok('open files', state)];
}

function judgeDashboard({ isDashboardBuilt }: MachineReport): readonly Finding[] {
  return isDashboardBuilt ? [] : [warning('dashboard', 'it is not built: students can report, and nobody can watch', 'Run: npm run build')];
}

function judgeClock({ clockJumpMs }: MachineReport): readonly Finding[] {
  return Math.abs(clockJumpMs) < CLOCK_JUMP_MS
    ? []
    : [
        note(
          'clock',
          `it jumped by ${String(Math.round(clockJumpMs))} ms while it was watched`,
          'Let it be steered, not set: timedatectl set-ntp true',
        ),
      ];
}
