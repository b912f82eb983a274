import type { JsonObject } from '../../protocol';
import { md5 } from './digests';

/**
 * The checksum that nbgrader gives a code cell when it makes a release: MD5 of the source and of what the cell is for,
 * written as Python writes it. @param nbgrader the cell's metadata of that name
 */
export function computeChecksum(source: string, nbgrader: JsonObject): string {
  const { grade, solution, locked, grade_id: gradeId, points } = nbgrader;
  const isLocked = solution === true ? false : grade === true ? true : locked === true;
  const parts = [source, 'code', bool(grade === true), bool(solution === true), bool(isLocked), typeof gradeId === 'string' ? gradeId : ''];
  if (grade === true) {
    parts.push(float(points));
  }
  return md5(parts.join(''));
}

function bool(value: boolean): string {
  return value ? 'True' : 'False';
}

function float(value: unknown): string {
  return typeof value === 'number' ? (Number.isInteger(value) ? `${String(value)}.0` : String(value)) : '';
}
