import type { CheckResult, ErrorGroup, ExerciseProgress, ExerciseState, RunEnd } from '../../../../src/protocol';
import type { OrderKey } from '../../../src/live/projection/events/corrected-time';
import type { ExecutedCell } from '../../../src/live/projection/events/event-data';
import { ExerciseBoard } from '../../../src/live/projection/exercises/exercise-board';
import { ExerciseView, type StudentHeadway } from '../../../src/live/projection/exercises/exercise-view';
import { StudentRecord } from '../../../src/live/projection/students/student-record';

const SID = 's'.repeat(22);
export const at = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** One run: of the exercise `q1` a second after the one before, if nothing else is said. */
export interface Told {
  readonly student: string;
  readonly second: number;
  readonly ok?: boolean;
  readonly exercise?: string | null;
  readonly notebook?: string;
  readonly cell?: string;
  readonly index?: number;
  readonly message?: string | null;
  /** With a run of a cell that checks; it is of no exercise then, unless that is given. */
  readonly checks?: readonly CheckResult[];
  readonly ended?: RunEnd;
  readonly durationMs?: number;
  /** Says where it belongs, over renames. */
  readonly path?: string;
}

/** A class's exercises as some runs make them. */
export class Board {
  readonly board = new ExerciseBoard();
  readonly view = new ExerciseView(this.board);
  readonly students = new Map<string, StudentRecord>();

  /** @param runs in the order in which they are told */
  constructor(...runs: readonly Told[]) {
    this.tell(...runs);
  }

  tell(...runs: readonly Told[]): this {
    for (const run of runs) {
      const student = this.students.get(run.student) ?? new StudentRecord(run.student);
      this.students.set(run.student, student);
      this.board.add(run.student, toExecuted(run), toKey(run), run.path);
    }
    return this;
  }

  enrol(studentId: string, displayName: string, team: string): this {
    this.students.get(studentId)?.enrol({ kind: 'enrolled', studentId, displayName, team, receivedAtMs: 1 });
    return this;
  }

  get exercises(): readonly ExerciseState[] {
    return this.view.exercises();
  }

  get errors(): readonly ErrorGroup[] {
    return this.view.errors(this.students);
  }

  headwayOf(studentId: string): StudentHeadway {
    this.view.look();
    return this.view.headwayOf(studentId);
  }

  progressOf(studentId: string): readonly ExerciseProgress[] {
    return [...this.view.matrix([studentId]).students][0]?.progress ?? [];
  }
}

const toKey = ({ second, student }: Told): OrderKey => ({ timeMs: second * 1000, sid: SID + student, seq: second });

function toExecuted({
  ok = true,
  notebook = 'hw1.ipynb',
  cell = 'c1',
  index = 0,
  message = "name 'x' is not defined",
  checks,
  ended,
  exercise = checks === undefined ? 'q1' : null,
  durationMs = 1,
}: Told): ExecutedCell {
  return {
    notebook,
    cell: exercise === null ? { id: cell, index } : { id: cell, index, exercise },
    ok,
    ...(checks !== undefined && { checks }),
    ...(ended !== undefined && { ended }),
    durationMs,
    executionCount: 1,
    error: (ok && checks?.every(check => check.ok) !== false) || message === null ? null : { name: 'NameError', message },
    code: null,
  };
}
