import { readFile } from 'node:fs/promises';

const ESCAPE_SEQUENCE = new RegExp(String.raw`\u001B\[[0-9;?]*[A-Za-z]`, 'gu');

/**
 * @param {string} path
 * @param {number} [lines]
 * @returns {Promise<string>} The last lines of a log file, without colours; empty when there is no such file.
 */
export async function readTail(path, lines = 15) {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.replace(ESCAPE_SEQUENCE, '').trimEnd().split('\n').slice(-lines).join('\n');
}
