import { isObject } from '../../protocol';
import { capText } from '../masking/plain-text';

/** What capture knows of a cell when it asks what the cell checks. */
export interface CheckedCellFacts {
  readonly id: string;
  readonly isCode: boolean;
  /** The cell's metadata of these names, as untrusted as any. */
  readonly nbgrader: unknown;
  readonly tags: unknown;
  /** The author's name for the exercise that the cell itself holds; see `findExercise`. */
  readonly exercise: string | undefined;
  /** Read only where it is needed. */
  readonly readSource: () => string;
}

/** What a cell's metadata say that it checks, before it is known which cells stand around it. */
export interface DeclaredCheck {
  readonly by: 'nbgrader' | 'tag';
  readonly exercise: string | undefined;
  readonly check: string | undefined;
}

/** Characters of a name of an exercise or a check. */
const NAME_LENGTH = 200;

/** Undefined for a cell that checks nothing, such as nbgrader's that are graded by hand. */
export function findDeclaredCheck({
  isCode,
  nbgrader,
  tags,
  exercise,
}: Omit<CheckedCellFacts, 'id' | 'readSource'>): DeclaredCheck | undefined {
  if (!isCode) {
    return undefined;
  }
  const { grade, solution, grade_id: gradeId } = isObject(nbgrader) ? nbgrader : {};
  if (grade === true) {
    const check = nameOf(gradeId);
    return solution === true || check === undefined ? undefined : { by: 'nbgrader', exercise: undefined, check };
  }
  return solution === true ? undefined : findTaggedCheck(tags, exercise);
}

/** nbgrader's name for a code cell with a solution: what its checks are about. */
export function findSolution({ isCode, nbgrader }: Pick<CheckedCellFacts, 'isCode' | 'nbgrader'>): string | undefined {
  return isCode && isObject(nbgrader) && nbgrader['solution'] === true ? nameOf(nbgrader['grade_id']) : undefined;
}

function findTaggedCheck(tags: unknown, ownExercise: string | undefined): DeclaredCheck | undefined {
  const texts = Array.isArray(tags) ? (tags as unknown[]).filter(tag => typeof tag === 'string').map(tag => tag.trim()) : [];
  const exercise = findNamed(texts, 'checks:');
  if (exercise === undefined && !texts.includes('checks')) {
    return undefined;
  }
  return { by: 'tag', exercise: exercise ?? ownExercise, check: findNamed(texts, 'check:') };
}

function findNamed(tags: readonly string[], prefix: string): string | undefined {
  return tags
    .filter(tag => tag.startsWith(prefix))
    .map(tag => nameOf(tag.slice(prefix.length)))
    .find(name => name !== undefined);
}

function nameOf(value: unknown): string | undefined {
  const name = typeof value === 'string' ? value.trim() : '';
  return name === '' ? undefined : capText(name, NAME_LENGTH);
}
