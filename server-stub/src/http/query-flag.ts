import { HttpProblem } from './problem';

/**
 * Whether a switch of an address, such as `?dryRun=1`, is on. Absent: off.
 * @throws HttpProblem `invalid` for any other word: a slip of the pen must not do what was not meant
 */
export function readQueryFlag(name: string, word: unknown): boolean {
  if (word === undefined || word === '1' || word === '0') {
    return word === '1';
  }
  throw new HttpProblem('invalid', 'Nothing was changed.', { errors: [{ path: name, message: 'must be 1 or 0' }] });
}
