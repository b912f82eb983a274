import type { CellError, CellExecutedData, EventType } from '../../src/protocol';
import type { SeededRandom } from '../virtual/seeded-random';

/** A stream of runs for load, without a clock; a student who thinks and gets stuck is in `simulation/learners`. Shares are in [0, 1]. */
export interface StudentTraits {
  /** The share of runs that succeed. */
  readonly skill: number;
}

/** Where a simulated student is. Replaced, never changed. */
export interface StudentProgress {
  readonly exercise: number;
  readonly runs: number;
  /** The error that the student has not understood yet. */
  readonly stuckOn: CellError | null;
}

export interface StudentStep {
  readonly progress: StudentProgress;
  readonly event: { readonly type: EventType; readonly data: CellExecutedData };
}

const NOTEBOOK = 'week-1/loops.ipynb';
const EXERCISES = 8;

const MISTAKES: readonly [CellError, ...CellError[]] = [
  { name: 'NameError', message: "name 'totl' is not defined" },
  { name: 'TypeError', message: "unsupported operand type(s) for +: 'int' and 'str'" },
  { name: 'IndexError', message: 'list index out of range' },
  { name: 'SyntaxError', message: "expected ':' (line 3)" },
  { name: 'ZeroDivisionError', message: 'division by zero' },
  { name: 'IndentationError', message: 'unexpected indent (line 2)' },
];

export const START: StudentProgress = { exercise: 1, runs: 0, stuckOn: null };

/** Draws a student: most do well, some struggle. */
export function drawTraits(random: SeededRandom): StudentTraits {
  const isStruggling = random.draw() < 0.15;
  return { skill: isStruggling ? 0.3 : 0.7 + 0.28 * random.draw() };
}

/** The next run of a cell. Someone who is stuck tends to meet the same error again. */
export function takeStep(progress: StudentProgress, traits: StudentTraits, random: SeededRandom): StudentStep {
  const isGood = random.draw() < (progress.stuckOn === null ? traits.skill : traits.skill * 0.8);
  const error = isGood ? null : repeatOrDraw(progress.stuckOn, random);
  const runs = progress.runs + 1;
  const data: CellExecutedData = {
    notebook: NOTEBOOK,
    cell: { id: `cell-${String(progress.exercise)}`, index: progress.exercise * 2, exercise: `loops-${String(progress.exercise)}` },
    ok: isGood,
    durationMs: Math.round(5 + 800 * random.draw() ** 3),
    executionCount: runs,
    language: 'python',
    ...(error !== null && { error }),
  };
  const isDone = isGood && random.draw() < 0.5;
  const exercise = isDone ? Math.min(progress.exercise + 1, EXERCISES) : progress.exercise;
  return { progress: { exercise, runs, stuckOn: error }, event: { type: 'cell.executed', data } };
}

function repeatOrDraw(stuckOn: CellError | null, random: SeededRandom): CellError {
  return stuckOn !== null && random.draw() < 0.75 ? stuckOn : random.pick(MISTAKES);
}

/** A class list: names that read like names, in teams of about six. */
export function nameStudent(
  index: number,
  students: number,
): { readonly studentId: string; readonly displayName: string; readonly team: string } {
  const given = GIVEN_NAMES[index % GIVEN_NAMES.length] ?? 'Sam';
  const initial = String.fromCharCode(65 + (Math.floor(index / GIVEN_NAMES.length) % 26));
  const teams = Math.max(1, Math.round((students * 35) / 200));
  const number = String(index + 1).padStart(3, '0');
  return { studentId: `s${number}`, displayName: `${given} ${initial}.`, team: `Team ${String((index % teams) + 1).padStart(2, '0')}` };
}

const GIVEN_NAMES = [
  'Ada',
  'Alan',
  'Amara',
  'Anil',
  'Barbara',
  'Björn',
  'Chen',
  'Dennis',
  'Edsger',
  'Fatima',
  'Grace',
  'Haruka',
  'Ingrid',
  'Ivan',
  'Jun',
  'Katherine',
  'Linus',
  'Mariam',
  'Mei',
  'Niklaus',
  'Olga',
  'Priya',
  'Radia',
  'Rosa',
  'Sofía',
  'Tim',
  'Ursula',
  'Yukihiro',
  'Zoë',
];
