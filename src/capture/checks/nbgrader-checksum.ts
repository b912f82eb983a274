import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import { isObject, type JsonObject } from '../../protocol';
import { readChecksum } from './author-checksum';

/** Whether a cell still is what its author handed out, by nbgrader's checksum; undefined where it has none. */
export function hasOwnChecksum(source: string, nbgrader: unknown): boolean | undefined {
  const checksum = readChecksum(nbgrader);
  return isObject(nbgrader) && checksum !== undefined ? computeChecksum(source, nbgrader) === checksum : undefined;
}

/**
 * The checksum that nbgrader gives a code cell when it makes a release: MD5 (which `crypto.subtle` has not) of the source and of what the cell is for,
 * written as Python writes it. @param nbgrader the cell's metadata of that name
 */
export function computeChecksum(source: string, nbgrader: JsonObject): string {
  const { grade, solution, locked, grade_id: gradeId, points } = nbgrader;
  const isLocked = solution === true ? false : grade === true ? true : locked === true;
  const parts = [source, 'code', bool(grade === true), bool(solution === true), bool(isLocked), typeof gradeId === 'string' ? gradeId : ''];
  if (grade === true) {
    parts.push(float(points));
  }
  return bytesToHex(md5(utf8ToBytes(parts.join(''))));
}

function bool(value: boolean): string {
  return value ? 'True' : 'False';
}

function float(value: unknown): string {
  return typeof value === 'number' ? (Number.isInteger(value) ? `${String(value)}.0` : String(value)) : '';
}
