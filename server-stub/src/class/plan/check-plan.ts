import {
  type Checked,
  type CoursePlan,
  findNameFlaw,
  type Flaw,
  isCount,
  isObject,
  type JsonObject,
  LIMITS,
  type PlannedExercise,
  type PlannedNotebook,
} from '../../../../src/protocol';

/** See `Policy.placeholders`. */
const PLACEHOLDER = /^[\da-f]{16}$/u;
/** A body with everything wrong with it is told of this much: it may name more places than anybody reads. */
const MAX_TOLD = 50;

/**
 * Checks the body of `PUT /classes/{id}/notebooks`, and names what is wrong with it; unknown fields are left out of what comes back.
 * Costs no more than the body's length.
 */
export function checkCoursePlan(body: unknown): Checked<CoursePlan> {
  if (!isObject(body)) {
    return { ok: false, errors: [{ path: '', message: 'must be a JSON object' }] };
  }
  const errors: Flaw[] = [];
  for (const flaw of findPlanFlaws(body)) {
    if (errors.push(flaw) === MAX_TOLD) {
      break;
    }
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: pickPlan(body as unknown as CoursePlan) };
}

function* findPlanFlaws({ notebooks, runningCounts }: JsonObject): Generator<Flaw> {
  yield* findMarkFlaws('runningCounts', runningCounts);
  yield* findListFlaws(notebooks, { path: 'notebooks', limit: LIMITS.plannedNotebooks, what: 'notebooks' }, findNotebookFlaws);
}

function* findNotebookFlaws({ name, exercises }: JsonObject, path: string): Generator<Flaw> {
  const flaw =
    findWordFlaw(name, LIMITS.fileNameLength) ?? (/[/\\]/u.test(String(name)) ? 'must be the name of a file, without folders' : undefined);
  yield* toFlaws(`${path}.name`, flaw);
  yield* findListFlaws(exercises, { path: `${path}.exercises`, limit: LIMITS.plannedExercises, what: 'exercises' }, findExerciseFlaws);
}

function* findExerciseFlaws(exercise: JsonObject, path: string): Generator<Flaw> {
  const { name, index, title, checks, placeholder, isHidden, runningCounts } = exercise;
  yield* toFlaws(`${path}.name`, findWordFlaw(name, LIMITS.exerciseNameLength));
  yield* toFlaws(`${path}.index`, isCount(index, 0) ? undefined : 'must be a whole number, from 0');
  yield* toFlaws(`${path}.title`, title === undefined ? undefined : findWordFlaw(title, LIMITS.exerciseNameLength));
  yield* toFlaws(`${path}.checks`, findChecksFlaw(checks));
  const isHash = placeholder === undefined || (typeof placeholder === 'string' && PLACEHOLDER.test(placeholder));
  yield* toFlaws(`${path}.placeholder`, isHash ? undefined : 'must be the first 16 hex digits of a SHA-256');
  yield* findMarkFlaws(`${path}.isHidden`, isHidden);
  yield* findMarkFlaws(`${path}.runningCounts`, runningCounts);
}

function findChecksFlaw(checks: unknown): string | undefined {
  if (!Array.isArray(checks)) {
    return 'must be an array';
  }
  if (checks.length > LIMITS.checksPerExercise) {
    return `must have at most ${String(LIMITS.checksPerExercise)} checks`;
  }
  const flaw = checks.map(check => findWordFlaw(check, LIMITS.exerciseNameLength)).find(found => found !== undefined);
  return flaw === undefined
    ? new Set(checks).size === checks.length
      ? undefined
      : 'must not name a check twice'
    : `has a name that ${flaw}`;
}

interface ListRule {
  readonly path: string;
  readonly limit: number;
  /** What is in it. */
  readonly what: string;
}

/** A list of objects, each of another name. */
function* findListFlaws(
  list: unknown,
  { path, limit, what }: ListRule,
  findFlaws: (item: JsonObject, path: string) => Iterable<Flaw>,
): Generator<Flaw> {
  if (!Array.isArray(list)) {
    yield { path, message: 'must be an array' };
    return;
  }
  if (list.length > limit) {
    yield { path, message: `must have at most ${String(limit)} ${what}` };
    return;
  }
  const names = new Set<unknown>();
  for (const [index, item] of (list as readonly unknown[]).entries()) {
    const at = `${path}[${String(index)}]`;
    if (!isObject(item)) {
      yield { path: at, message: 'must be a JSON object' };
      continue;
    }
    if (names.has(item['name'])) {
      yield { path: `${at}.name`, message: `is the name of one of the ${what} before it` };
    }
    names.add(item['name']);
    yield* findFlaws(item, at);
  }
}

function* findMarkFlaws(path: string, mark: unknown): Generator<Flaw> {
  yield* toFlaws(path, mark === undefined || mark === true ? undefined : 'must be true, or absent');
}

function* toFlaws(path: string, message: string | undefined): Generator<Flaw> {
  if (message !== undefined) {
    yield { path, message };
  }
}

function findWordFlaw(word: unknown, limit: number): string | undefined {
  return word === '' ? 'must not be empty' : findNameFlaw(word, limit);
}

function pickPlan({ notebooks, runningCounts }: CoursePlan): CoursePlan {
  return { notebooks: notebooks.map(pickNotebook), ...(runningCounts === true && { runningCounts }) };
}

function pickNotebook({ name, exercises }: PlannedNotebook): PlannedNotebook {
  return { name, exercises: exercises.map(pickExercise) };
}

function pickExercise({ name, index, title, checks, placeholder, isHidden, runningCounts }: PlannedExercise): PlannedExercise {
  return {
    name,
    index,
    ...(title !== undefined && { title }),
    checks: [...checks],
    ...(placeholder !== undefined && { placeholder }),
    ...(isHidden === true && { isHidden }),
    ...(runningCounts === true && { runningCounts }),
  };
}
