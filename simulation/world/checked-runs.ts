import type { ExerciseMatrix, ExerciseStatus, ExportedEvent, JsonObject } from '../../src/protocol';

/** What event `n` of a bad day says of the exercises. Each check of it comes out the same whenever it runs, so that no order of arrival excuses a wrong status. */
export function runOf(n: number): JsonObject {
  const [exercise, checks] = EXERCISES[n % EXERCISES.length] ?? EXERCISES[0];
  const isCheck = Math.floor(n / EXERCISES.length) % 2 === 0 && checks.length > 0;
  const ended = n % 11 === 0 ? 'untouched' : undefined;
  const told = checks.map(check => ({ exercise, check, ok: check.startsWith('right') }));
  return {
    n,
    notebook: 'week-1/loops.ipynb',
    cell: isCheck ? { id: `check-${exercise}`, index: 9 } : { id: exercise, index: 1, exercise },
    ok: true,
    durationMs: 5,
    executionCount: n,
    language: 'python',
    ...(isCheck && { checks: told }),
    ...(ended !== undefined && { ended }),
  };
}

const EXERCISES = [
  ['passing', ['right-1', 'right-2']],
  ['failing', ['wrong-1', 'right-3']],
  ['unchecked', []],
] as const;

interface Expected {
  attempts: number;
  /** Results of its checks that count. */
  results: number;
}

interface RunData {
  readonly n?: number;
  readonly cell?: { readonly exercise?: string };
  readonly checks?: readonly { readonly exercise: string }[];
  readonly ended?: string;
}

/** Compares what the server says of every student and exercise with the events of its own record, each once. @returns what is wrong, in words */
export function auditExercises(exported: readonly ExportedEvent[], matrix: ExerciseMatrix): readonly string[] {
  const flaws: string[] = [];
  for (const studentId of new Set(exported.map(event => event.studentId))) {
    const expected = expectedOf(exported.filter(event => event.studentId === studentId));
    const progress = matrix.students.find(student => student.studentId === studentId)?.progress ?? [];
    const shown = new Map(progress.map(each => [matrix.exercises[each.exercise]?.name, each]));
    for (const [exercise] of EXERCISES) {
      const [want, is] = [expected.get(exercise), shown.get(exercise)];
      const status = want === undefined ? undefined : statusOf(exercise, want);
      if (is?.status !== status || (is?.attempts ?? 0) !== (want?.attempts ?? 0)) {
        const words = `${String(is?.status)} after ${String(is?.attempts ?? 0)} attempts, not ${String(status)} after ${String(want?.attempts ?? 0)}`;
        flaws.push(`${studentId} is ${words} at ${exercise}`);
      }
    }
  }
  return flaws;
}

function expectedOf(events: readonly ExportedEvent[]): ReadonlyMap<string, Expected> {
  const expected = new Map<string, Expected>();
  const at = (exercise: string): Expected => {
    const known = expected.get(exercise) ?? { attempts: 0, results: 0 };
    expected.set(exercise, known);
    return known;
  };
  for (const { type, data } of events) {
    const { cell, checks = [], ended } = data as RunData;
    if (type === 'cell.executed' && ended === undefined) {
      if (cell?.exercise !== undefined) {
        at(cell.exercise).attempts += 1;
      }
      checks.forEach(({ exercise }) => {
        at(exercise).results += 1;
      });
    }
  }
  return expected;
}

function statusOf(exercise: string, { results }: Expected): ExerciseStatus {
  return results === 0 ? 'ran' : exercise === 'passing' ? 'passed' : 'failing';
}
