import { isObject } from '../../protocol';

/** nbgrader's checksum of a cell that it handed out to be filled in; undefined where it has none. @param nbgrader the cell's metadata of that name */
export function readChecksum(nbgrader: unknown): string | undefined {
  const checksum = isObject(nbgrader) && nbgrader['solution'] === true ? nbgrader['checksum'] : undefined;
  return typeof checksum === 'string' && checksum !== '' ? checksum : undefined;
}
