import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const SOURCES = 8;

/** Appends one event after another from several sources at once, for ever, and tells its parent of each acknowledgement. */
const writer = (storePath: string, path: string): string => `
  import { openSqliteStore } from ${JSON.stringify(storePath)};
  const { log } = openSqliteStore(${JSON.stringify(path)});
  const entry = { kind: 'batch', studentId: 'ada', team: '', sentAt: '', receivedAtMs: 0, eventsJson: '[{}]', rejected: [] };
  const write = async sid => {
    for (let seq = 1; ; seq++) {
      const { hwm } = await log.append('c', { oldest: 1, entry: { ...entry, sid, first: seq, last: seq } });
      process.send([sid, hwm]);
    }
  };
  for (let source = 0; source < ${String(SOURCES)}; source++) {
    write('source-' + source);
  }`;

/** A process that writes to an SQLite log until it is killed. */
export interface Writer {
  /** For each source the highest mark that was acknowledged. */
  readonly marks: ReadonlyMap<string, number>;
  /** Resolves after so many more acknowledgements. */
  acknowledged(count: number): Promise<void>;
  kill(): Promise<void>;
}

export async function startWriter(path: string): Promise<Writer> {
  const directory = mkdtempSync(join(tmpdir(), 'cell-monitor-writer-'));
  const program = join(directory, 'writer.mjs');
  const contents = writer(join(import.meta.dirname, '../../src/app/storage/sqlite-store'), path);
  await build({ stdin: { contents, resolveDir: import.meta.dirname }, outfile: program, bundle: true, platform: 'node', format: 'esm' });
  const child = fork(program);
  const marks = new Map<string, number>();
  child.on('message', ([sid, hwm]: [string, number]) => void marks.set(sid, hwm));
  return {
    marks,
    async acknowledged(count) {
      for (let heard = 0; heard < count; heard++) {
        await once(child, 'message');
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      rmSync(directory, { recursive: true });
    },
  };
}

/**
 * Runs a process that writes to the SQLite log at `path`, and kills it in the middle of it.
 * @returns for each source the highest mark that was acknowledged
 */
export async function writeUntilKilled(path: string, acknowledgements: number): Promise<ReadonlyMap<string, number>> {
  const child = await startWriter(path);
  await child.acknowledged(acknowledgements);
  await child.kill();
  return child.marks;
}
