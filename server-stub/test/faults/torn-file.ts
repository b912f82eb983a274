import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'appendonlydir';

/** Cuts off the end of the append-only file of a Redis that is down, as a power cut does that comes between two syncs. */
export function tearAppendOnlyFile({ directory }: { readonly directory: string }, bytes: number): void {
  const files = readdirSync(join(directory, FOLDER)).filter(name => name.endsWith('.incr.aof'));
  const path = join(directory, FOLDER, files.toSorted().at(-1) ?? '');
  truncateSync(path, Math.max(0, statSync(path).size - bytes));
}
