import type { FailedAttempts } from '../../access/auth/failed-attempts';
import type { ClassDirectory } from '../classes/class-directory';
import { HttpProblem } from '../../http/problem';
import type { ClassRecord } from '../registry/registry';

export interface FindClassDeps {
  readonly directory: ClassDirectory;
  readonly attempts: FailedAttempts;
}

/**
 * The class with this join code.
 * @param address who asks, for counting wrong join codes
 * @throws HttpProblem `join_code_invalid`, `too_many_attempts`
 * @throws LogUnavailableError
 */
export async function findClass({ directory, attempts }: FindClassDeps, joinCode: string, address: string): Promise<ClassRecord> {
  attempts.admit(address);
  const record = await directory.registry.findByJoinCode(joinCode);
  if (record === undefined) {
    attempts.count(address);
    throw new HttpProblem('join_code_invalid', 'No class has this join code. Ask your instructor for it.');
  }
  return record;
}
