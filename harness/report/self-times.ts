import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatTable } from './table';

/** What we read of V8's `.cpuprofile`. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** The node that each sample found at work, and the microseconds since the sample before. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface SelfTime {
  readonly name: string;
  /** Of the time that the process was not idle, 0 to 1. */
  readonly share: number;
}

const IDLE = new Set(['(idle)', '(root)']);
const SHOWN = 30;

/** Functions by the time spent in themselves, most first. */
export function sumSelfTimes({ nodes, samples, timeDeltas }: CpuProfile): readonly SelfTime[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    if (frame !== undefined && !IDLE.has(frame.functionName)) {
      const name = nameFrame(frame);
      times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0));
    }
  });
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times].map(([name, time]) => ({ name, share: time / total })).sort((a, b) => b.share - a.share);
}

function nameFrame({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  return url === '' ? name : `${name} ${basename(url)}:${String(lineNumber + 1)}`;
}

/** The busiest functions of the newest profile in a folder, as a table. */
export function describeSelfTimes(folder: string): string {
  const file = readdirSync(folder)
    .filter(name => name.endsWith('.cpuprofile'))
    .sort()
    .at(-1);
  if (file === undefined) {
    return 'The server left no profile.';
  }
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
  const rows = sumSelfTimes(profile).slice(0, SHOWN);
  return formatTable(rows.map(({ name, share }) => ({ function: name, 'self, %': (share * 100).toFixed(1) })));
}
