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

/**
 * Runs a process that writes to the SQLite log at `path`, and kills it in the middle of it.
 * @returns for each source the highest mark that was acknowledged
 */
export async function writeUntilKilled(path: string, acknowledgements: number): Promise<Map<string, number>> {
  const directory = mkdtempSync(join(tmpdir(), 'cell-monitor-writer-'));
  const program = join(directory, 'writer.mjs');
  const contents = writer(join(import.meta.dirname, '../src/log/sqlite-store'), path);
  await build({ stdin: { contents, resolveDir: import.meta.dirname }, outfile: program, bundle: true, platform: 'node', format: 'esm' });
  const child = fork(program);
  const marks = new Map<string, number>();
  let heard = 0;
  child.on('message', ([sid, hwm]: [string, number]) => {
    marks.set(sid, hwm);
    heard += 1;
    if (heard === acknowledgements) {
      child.kill('SIGKILL');
    }
  });
  await once(child, 'exit');
  rmSync(directory, { recursive: true });
  return marks;
}
