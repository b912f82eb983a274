import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Makes a folder that is gone with this program, also when it is stopped, and makes it the place of every temporary file from here on:
 * what the started processes write, Redis among them, goes with it.
 */
export function useTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cell-monitor-bench-'));
  process.env['TMPDIR'] = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => process.exit(EXIT_CODES[signal]));
  }
  return folder;
}
