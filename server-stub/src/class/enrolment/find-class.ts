import type { ClassDirectory } from '../classes/class-directory';
import { HttpProblem } from '../../http/problem';
import type { ClassRecord } from '../registry/registry';

export interface FindClassDeps {
  readonly directory: ClassDirectory;
}

/**
 * The class with this join code.
 * @throws HttpProblem `join_code_invalid`
 * @throws LogUnavailableError
 */
export async function findClass({ directory }: FindClassDeps, joinCode: string): Promise<ClassRecord> {
  const record = await directory.registry.findByJoinCode(joinCode);
  if (record === undefined) {
    throw new HttpProblem('join_code_invalid', 'No class has this join code. Ask your instructor for it.');
  }
  return record;
}
