import type { ExportedEvent } from '../../../src/protocol';

/** How one student stands at one exercise, as the export has it. */
interface Work {
  own: boolean | undefined;
  readonly checks: Map<string, boolean>;
  /** The error of the newest run that was of it. */
  error: string | undefined;
}

/** An exercise with what its class makes of it. */
interface ExerciseFacts {
  readonly name: string;
  readonly index: number;
  readonly here: number;
  readonly passed: number;
  readonly failing: number;
  readonly started: number;
}

/** What many have wrong at one exercise. */
interface Mistake {
  readonly exercise: string;
  /** The check that fails, or the name of the error. */
  readonly what: string;
  readonly isCheck: boolean;
  readonly students: number;
}

export interface Record {
  readonly exercises: readonly ExerciseFacts[];
  /** The most frequent first. */
  readonly mistakes: readonly Mistake[];
  /** Who has opened a notebook or run a cell. */
  readonly begun: ReadonlySet<string>;
}

interface Run {
  readonly ok: boolean;
  readonly ended?: string;
  readonly notebook: string;
  readonly cell?: { readonly id: string; readonly exercise?: string; readonly index: number };
  readonly checks?: readonly { readonly exercise: string; readonly check: string; readonly ok: boolean }[];
  readonly error?: { readonly name: string } | null;
}

/** Reads a class's export, by itself: none of the server's or the dashboard's code has a part in it. */
export function readRecord(events: readonly ExportedEvent[]): Record {
  const works = new Map<string, Map<string, Work>>();
  const here = new Map<string, string>();
  const places = new Map<string, number>();
  const begun = new Set<string>();
  const checksOf = new Map<string, Set<string>>();
  for (const { studentId, type, sid, data } of inOrder(events)) {
    if (sid !== '' && type !== 'lost') {
      begun.add(studentId);
    }
    if (type === 'cell.executed') {
      take(data as Run, studentId);
    }
  }

  function workOf(studentId: string, exercise: string): Work {
    const own = works.get(exercise) ?? new Map<string, Work>();
    works.set(exercise, own);
    const work = own.get(studentId) ?? { own: undefined, checks: new Map<string, boolean>(), error: undefined };
    own.set(studentId, work);
    return work;
  }

  function take({ ok, ended, notebook, cell, checks, error }: Run, studentId: string): void {
    // Neither is an attempt: what an author handed out and nobody touched, and what was stopped.
    if (ended === 'untouched') {
      return;
    }
    // A cell without a name is told by its id, and named by its place.
    const name = cell === undefined ? undefined : (cell.exercise ?? (checks === undefined ? unnamed(notebook, cell) : undefined));
    const main = checks?.[0]?.exercise;
    if (name !== undefined || main !== undefined) {
      here.set(studentId, name ?? main ?? '');
    }
    if (name !== undefined) {
      places.set(name, Math.min(cell?.index ?? 0, places.get(name) ?? Number.POSITIVE_INFINITY));
    }
    if (ended === 'interrupted') {
      return;
    }
    if (name !== undefined && checks === undefined) {
      const work = workOf(studentId, name);
      work.own = ok && ended !== 'kernel_died';
      work.error = work.own ? undefined : (error?.name ?? 'KernelDied');
    }
    for (const check of checks ?? []) {
      const work = workOf(studentId, check.exercise);
      work.checks.set(check.check, check.ok);
      checksOf.set(check.exercise, (checksOf.get(check.exercise) ?? new Set()).add(check.check));
    }
  }

  const isFailing = ({ own, checks }: Work): boolean => own === false || [...checks.values()].includes(false);
  // What only one student has is their own cell.
  for (const [name, byStudent] of works) {
    if (byStudent.size < 2 && name.includes('#')) {
      works.delete(name);
    }
  }
  const exercises = [...works].map(([name, byStudent]): ExerciseFacts => {
    const all = [...byStudent.values()];
    const checks = checksOf.get(name) ?? new Set<string>();
    return {
      name: nameOf(name),
      index: places.get(name) ?? 0,
      here: [...here.values()].filter(at => at === name).length,
      passed: all.filter(work => checks.size > 0 && !isFailing(work) && [...checks].every(check => work.checks.get(check) === true)).length,
      failing: all.filter(isFailing).length,
      started: all.length,
    };
  });
  const counts = new Map<string, Mistake>();
  const note = (exercise: string, what: string, isCheck: boolean): void => {
    const key = `${exercise}\n${what}\n${String(isCheck)}`;
    counts.set(key, { exercise: nameOf(exercise), what, isCheck, students: (counts.get(key)?.students ?? 0) + 1 });
  };
  for (const [exercise, byStudent] of works) {
    for (const { checks, error } of byStudent.values()) {
      checks.forEach((ok, check) => !ok && note(exercise, check, true));
      if (error !== undefined) {
        note(exercise, error, false);
      }
    }
  }
  return {
    exercises: exercises.toSorted((a, b) => a.index - b.index),
    mistakes: [...counts.values()].toSorted((a, b) => b.students - a.students),
    begun,
  };
}

/** As people count cells, from 1; on a line of its own what tells it from others. */
function unnamed(notebook: string, { id, index }: { readonly id: string; readonly index: number }): string {
  return `${notebook.split('/').at(-1) ?? ''} #${String(index + 1)}\n${id}`;
}

const nameOf = (exercise: string): string => exercise.split('\n')[0] ?? exercise;

/** By the students' own clocks, which are right in a simulation; each source by its numbers. */
function inOrder(events: readonly ExportedEvent[]): readonly ExportedEvent[] {
  return events.toSorted(
    (a, b) =>
      Date.parse(a.time ?? a.receivedAt) - Date.parse(b.time ?? b.receivedAt) || a.studentId.localeCompare(b.studentId) || a.seq - b.seq,
  );
}
