import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

/**
 * Keeps everything that a program prints in a file, and gives each line to `onLine`, without colours. The program was started with
 * pipes for both of its outputs.
 *
 * @param {import('node:child_process').ChildProcess} process
 * @param {string} logFile
 * @param {(line: string) => void} onLine
 */
export function followLines({ stdout, stderr }, logFile, onLine) {
  const log = createWriteStream(logFile);
  for (const output of [stdout, stderr]) {
    if (output !== null) {
      output.pipe(log, { end: false });
      createInterface({ input: output }).on('line', line => onLine(stripVTControlCharacters(line)));
    }
  }
}
