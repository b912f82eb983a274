import { array, assert, boolean, constantFrom, integer, option, property, record, shuffledSubarray, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckResult, CoursePlan, ExerciseStatus } from '../../../../../src/protocol';
import { at, Board, type Told } from '../../../../test/support/log/told-board';
import { StudentRecord } from '../students/student-record';

const result = (check: string, ok: boolean, exercise = 'q1'): CheckResult => ({ exercise, check, ok });
const runs = (student: string, second: number, words: Partial<Told> = {}): Told => ({ student, second, cell: 'solution', ...words });
const checks = (student: string, second: number, outcomes: Readonly<Record<string, boolean>>, words: Partial<Told> = {}): Told => {
  const results = Object.entries(outcomes).map(([check, ok]) => result(check, ok));
  return {
    student,
    second,
    cell: `check ${results.map(({ check }) => check).join(' ')}`,
    index: 9,
    ok: results.every(({ ok }) => ok),
    checks: results,
    ...words,
  };
};
const planOf = (
  words: Partial<CoursePlan['notebooks'][number]['exercises'][number]> = {},
  whole: Partial<CoursePlan> = {},
): CoursePlan => ({
  notebooks: [{ name: 'hw1.ipynb', exercises: [{ name: 'q1', index: 2, checks: [], ...words }] }],
  ...whole,
});

describe('an exercise with checks', () => {
  it('is passed when the newest result of each is ok, and not by a run without an error', () => {
    const board = new Board(runs('ada', 1), runs('bob', 1), checks('bob', 2, { t1: true, t2: false }));
    expect(board.exercises).toMatchObject([{ isChecked: true, started: 2, ran: 1, passed: 0, failing: 1, medianAttempts: null }]);
    expect(board.progressOf('bob')).toMatchObject([{ status: 'failing', failingChecks: ['t2'], passedAt: null, attempts: 1, errors: 0 }]);

    board.tell(checks('bob', 5, { t2: true }));
    expect(board.exercises).toMatchObject([{ ran: 1, passed: 1, failing: 0, index: 0, medianAttempts: 1, medianMs: 4000 }]);
    expect(board.progressOf('bob')).toEqual([
      { exercise: 0, status: 'passed', attempts: 1, errors: 0, firstAt: at(1), lastAt: at(5), passedAt: at(5) },
    ]);
  });

  it('keeps a result until the same check runs again, also when the definition ran since', () => {
    const board = new Board(runs('ada', 1), checks('ada', 2, { t1: false }), runs('ada', 3));
    expect(board.progressOf('ada')).toMatchObject([{ status: 'failing', attempts: 2 }]);

    board.tell(checks('ada', 4, { t1: true }), runs('ada', 5));
    expect(board.progressOf('ada')).toMatchObject([{ status: 'passed', passedAt: at(4) }]);
    board.tell(runs('ada', 6, { ok: false }));
    expect(board.progressOf('ada')).toMatchObject([{ status: 'failing', passedAt: null }]);
    board.tell(runs('ada', 7));
    expect(board.progressOf('ada')).toMatchObject([{ status: 'passed', passedAt: at(7) }]);
  });

  it('is started by a result alone, with no attempt', () => {
    const board = new Board(checks('ada', 1, { t1: false }));

    expect(board.exercises).toMatchObject([{ name: 'q1', index: 9, started: 1, failing: 1, here: 1 }]);
    expect(board.progressOf('ada')).toMatchObject([{ status: 'failing', attempts: 0, errors: 0, firstAt: at(1) }]);
  });

  it('is not the cell that checks it, nor one that checks nothing of it', () => {
    const board = new Board(checks('ada', 1, { t1: true }), checks('bob', 2, { t1: true }));

    expect(board.exercises.map(({ name }) => name)).toEqual(['q1']);
  });

  it('is passed by a result of one run for several', () => {
    const board = new Board({ student: 'ada', second: 1, cell: 'all', checks: [result('q1', true), result('q2', false, 'q2')] });

    expect(board.exercises).toMatchObject([
      { name: 'q1', passed: 1, here: 0 },
      { name: 'q2', failing: 1, here: 1 },
    ]);
  });

  it('takes how long a run of its own cell took that worked', () => {
    const board = new Board(
      runs('ada', 1, { durationMs: 30 }),
      runs('ada', 2, { durationMs: 50 }),
      runs('bob', 1, { durationMs: 70 }),
      runs('cy', 1, { durationMs: 9000, ended: 'interrupted', ok: false }),
      checks('ada', 3, { t1: true }, { durationMs: 1 }),
    );

    expect(board.exercises).toMatchObject([{ medianRunMs: 60 }]);
    expect(new Board(runs('ada', 1, { ok: false })).exercises).toMatchObject([{ medianRunMs: null }]);
  });
});

describe('the checks of an exercise', () => {
  const solved = (student: string): Told[] => [runs(student, 1), checks(student, 2, { t1: true, t2: true })];

  it('are those of at least half of the students who told any: who deletes one passes nothing, who invents one fails nobody', () => {
    const board = new Board(...solved('ada'), ...solved('bob'), runs('eve', 1), checks('eve', 2, { t1: true, mine: false }));
    expect(board.exercises).toMatchObject([{ passed: 2, ran: 1, failing: 0 }]);

    board.tell(runs('dan', 1));
    expect(board.exercises).toMatchObject([{ passed: 2, ran: 2 }]);
  });

  it('are known, too, where they told no result', () => {
    const untouched = checks('ada', 1, { t1: false, t2: false }, { ended: 'untouched' });
    const board = new Board(untouched, checks('bob', 2, { t1: true }));

    expect(board.exercises).toMatchObject([{ isChecked: true, started: 1, passed: 0, ran: 1 }]);
    expect(board.progressOf('ada')).toEqual([]);
  });

  it('are told without whoever is erased', () => {
    const board = new Board(...solved('ada'), checks('bob', 1, { t1: true }), checks('cy', 1, { t1: true }));
    expect(board.exercises).toMatchObject([{ passed: 3 }]);
    board.tell(checks('cy', 2, { t2: false }));
    expect(board.exercises).toMatchObject([{ passed: 1, ran: 1, failing: 1 }]);

    board.board.erase('ada');
    expect(board.exercises).toMatchObject([{ passed: 0, ran: 1, failing: 1 }]);
    board.board.erase('cy');
    expect(board.exercises).toMatchObject([{ passed: 1, started: 1 }]);
  });

  it('are fifty at most, whatever one student tells', () => {
    const board = new Board();
    for (let number = 0; number < 200; number++) {
      board.tell(checks('eve', number + 1, { [`t${String(number)}`]: false }));
    }

    expect(board.progressOf('eve')[0]?.failingChecks).toHaveLength(50);
    expect(board.progressOf('eve')[0]?.failingChecks).toContain('t199');
  });
});

describe('a run that says nothing of its student', () => {
  it('leaves everything as it was when somebody stopped it', () => {
    const board = new Board(runs('ada', 1), checks('ada', 2, { t1: true }), runs('ada', 3, { ok: false, ended: 'interrupted' }));
    board.tell(checks('ada', 4, { t1: false }, { ended: 'interrupted' }));

    expect(board.progressOf('ada')).toMatchObject([{ status: 'passed', attempts: 1, errors: 0, lastAt: at(2) }]);
    expect(board.errors).toEqual([]);
    expect(board.headwayOf('ada').streak.failures).toBe(0);
  });

  it('starts nothing where the placeholder ran as it was handed out', () => {
    const board = new Board(runs('ada', 1, { ended: 'untouched' }), checks('ada', 2, { t1: false }, { ended: 'untouched' }));

    expect(board.exercises).toMatchObject([{ started: 0, ran: 0, failing: 0, passed: 0, here: 0 }]);
    expect(board.progressOf('ada')).toEqual([]);
    expect(board.errors).toEqual([]);
  });

  it('is none under a kernel that died: the run fails, and so do its checks', () => {
    const died = { ended: 'kernel_died', ok: false, message: null } as const;
    const board = new Board(runs('ada', 1, died), runs('bob', 1, died));

    expect(board.exercises).toMatchObject([{ failing: 2 }]);
    expect(board.errors).toMatchObject([{ kind: 'error', errorName: 'KernelDied', studentIds: ['ada', 'bob'] }]);
    expect(board.headwayOf('ada').streak.failures).toBe(1);
  });
});

describe('a failing check', () => {
  const wrong = (student: string, second: number, message = 'expected 3'): Told =>
    checks(student, second, { t1: false, t2: true }, { message });

  it('is one group of all for whom it fails, and no group of errors', () => {
    const board = new Board(wrong('ada', 1), wrong('bob', 2, 'other'), wrong('cy', 3), checks('dan', 4, { t1: true, t2: true }));

    expect(board.errors).toMatchObject([
      {
        kind: 'check',
        check: 't1',
        exercise: board.exercises[0]?.id,
        place: 'q1',
        errorName: 'NameError',
        message: 'expected #',
        example: 'expected 3',
        studentIds: ['ada', 'bob', 'cy'],
        ever: 3,
        firstAt: at(1),
        lastAt: at(3),
      },
    ]);
    expect(board.view.membersOf(board.errors[0]?.id ?? '')?.map(({ studentId, check }) => [studentId, check])).toEqual([
      ['ada', 't1'],
      ['cy', 't1'],
      ['bob', 't1'],
    ]);
  });

  it('stays beside an error of the exercise itself', () => {
    const board = new Board(wrong('ada', 1), runs('ada', 2, { ok: false }));

    expect(board.errors.map(({ kind }) => kind).toSorted()).toEqual(['check', 'error']);
  });

  it('that said nothing has no words', () => {
    const board = new Board(checks('ada', 1, { t1: false }, { ok: true, message: null }));

    expect(board.errors).toMatchObject([{ kind: 'check', check: 't1', errorName: '', message: '', example: '', studentIds: ['ada'] }]);
  });

  it('is left by whom it passes for, and by nobody whose result comes late', () => {
    const board = new Board(wrong('ada', 5), wrong('bob', 5));
    board.tell(checks('ada', 3, { t1: true }), checks('bob', 7, { t1: true }));

    expect(board.errors).toMatchObject([{ check: 't1', studentIds: ['ada'], ever: 2 }]);
  });
});

describe('the plan of a class', () => {
  it('has exercises before anybody ran one, in its order and with its titles', () => {
    const board = new Board();
    board.view.usePlan(planOf({ title: 'Warming up', checks: ['t1'] }));

    expect(board.exercises).toMatchObject([
      { name: 'q1', title: 'Warming up', notebook: 'hw1.ipynb', index: 2, isChecked: true, started: 0, here: 0, medianAttempts: null },
    ]);
  });

  it('says which checks count, of the past, too, and who is measured anew', () => {
    const q2 = { exercise: 'q2' };
    const board = new Board(runs('ada', 1), checks('ada', 2, { t1: true }), runs('bob', 1, q2), runs('cy', 1, q2));
    expect(board.exercises).toMatchObject([{ name: 'q1', passed: 1 }, {}]);
    board.view.takeMeasuredAnew();
    expect([...board.view.takeMeasuredAnew()]).toEqual([]);

    board.view.usePlan(planOf({ checks: ['t1', 't2'] }));
    board.view.look();
    expect([...board.view.takeMeasuredAnew()]).toEqual(['ada']);
    expect(board.exercises.find(({ name }) => name === 'q1')).toMatchObject({ passed: 0, ran: 1 });
    board.view.usePlan(undefined);
    expect(board.exercises.find(({ name }) => name === 'q1')).toMatchObject({ passed: 1 });
  });

  it('has running count at one exercise, or at all that have no check', () => {
    const board = new Board(
      runs('ada', 1),
      runs('ada', 2, { exercise: 'q2' }),
      checks('ada', 3, { t1: false }),
      runs('ada', 4, { exercise: 'q3', ok: false }),
      runs('bob', 1, { exercise: 'q2' }),
      runs('bob', 2, { exercise: 'q3', ok: false }),
    );
    board.view.usePlan(planOf({ runningCounts: true }));
    const passed = (): unknown => Object.fromEntries(board.exercises.map(each => [each.name, [each.passed, each.runningCounts]]));
    expect(passed()).toEqual({ q1: [1, true], q2: [0, undefined], q3: [0, undefined] });
    expect(board.progressOf('ada').map(({ passedAt }) => passedAt)).toContain(at(1));

    board.view.usePlan({ notebooks: [], runningCounts: true });
    expect(passed()).toEqual({ q1: [0, undefined], q2: [2, true], q3: [0, true] });
  });

  it('knows all exercises of its notebooks: a cell without a name is none there', () => {
    const cell = { exercise: null, cell: 'imports', index: 0, ok: false } as const;
    const board = new Board(runs('ada', 1, cell), runs('bob', 1, cell), runs('ada', 2, { exercise: 'more' }));
    expect(board.exercises.map(({ name }) => name)).toEqual(['hw1.ipynb #1', 'more']);
    board.view.usePlan(planOf());

    // What one student alone calls an exercise is their own; what two do is of a newer version of the notebook.
    expect(board.exercises.map(({ name }) => name)).toEqual(['q1']);
    board.tell(runs('bob', 3, { exercise: 'more' }));
    expect(board.exercises.map(({ name }) => name)).toEqual(['more', 'q1']);
    expect(board.errors).toMatchObject([{ exercise: null, place: 'hw1.ipynb', studentIds: ['ada', 'bob'] }]);
  });

  it('hides an exercise from every view', () => {
    const board = new Board(runs('ada', 1, { ok: false }), checks('ada', 2, { t1: false }));
    expect(board.errors).toHaveLength(2);
    board.view.takeMeasuredAnew();
    board.view.usePlan(planOf({ isHidden: true, checks: ['t1'] }));
    board.view.look();
    expect([...board.view.takeMeasuredAnew()]).toEqual(['ada']);

    expect(board.exercises).toEqual([]);
    expect(board.errors).toEqual([]);
    expect(board.progressOf('ada')).toEqual([]);
    expect(board.headwayOf('ada').struggle).toBeUndefined();
    board.view.usePlan(planOf({ checks: ['t1'] }));
    expect(board.errors).toHaveLength(2);
  });
});

interface Fact extends Told {
  readonly second: number;
}

/** What the contract says, worked out from all runs in their order, without any of the code under test. */
function truthOf(facts: readonly Fact[], students: readonly string[]): Record<string, ExerciseStatus | undefined> {
  const inOrder = facts.toSorted((a, b) => a.second - b.second);
  const told = students.map(
    student => new Set(inOrder.filter(fact => fact.student === student).flatMap(fact => (fact.checks ?? []).map(({ check }) => check))),
  );
  const tellers = told.filter(({ size }) => size > 0);
  const known = [...new Set(tellers.flatMap(names => [...names]))].filter(
    name => tellers.filter(names => names.has(name)).length * 2 >= tellers.length,
  );
  return Object.fromEntries(
    students.map(student => {
      const counted = inOrder.filter(fact => fact.student === student && fact.ended !== 'interrupted' && fact.ended !== 'untouched');
      const own = counted.findLast(fact => fact.checks === undefined)?.ok;
      const results = known.map(name => counted.flatMap(fact => fact.checks ?? []).findLast(({ check }) => check === name)?.ok);
      const hasStarted = own !== undefined || results.some(ok => ok !== undefined);
      const status =
        own === false || results.includes(false) ? 'failing' : known.length > 0 && results.every(ok => ok === true) ? 'passed' : 'ran';
      return [student, hasStarted ? status : undefined];
    }),
  );
}

describe('how students stand', () => {
  const students = ['ada', 'bob', 'cy'];
  const outcomes = uniqueArray(record({ exercise: constantFrom('q1'), check: constantFrom('t1', 't2', 't3'), ok: boolean() }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ check }) => check,
  });
  const fact = record({
    student: constantFrom(...students),
    ok: boolean(),
    checks: option(outcomes, { nil: undefined }),
    ended: option(constantFrom('interrupted' as const, 'untouched' as const), { nil: undefined, freq: 4 }),
    cell: constantFrom('c1', 'c2'),
    index: integer({ min: 0, max: 3 }),
  });
  const facts = array(fact, { maxLength: 40 }).map(all =>
    all.map(({ checks: results, ended, ...rest }, second): Fact => ({
      ...rest,
      second,
      ...(results !== undefined && { checks: results }),
      ...(ended !== undefined && { ended }),
    })),
  );
  const statusesOf = (board: Board): unknown =>
    Object.fromEntries(students.map(student => [student, board.progressOf(student)[0]?.status]));
  const tell = (told: readonly Fact[]): Board => {
    const board = new Board(...told);
    students.forEach(student => board.students.set(student, new StudentRecord(student)));
    return board;
  };

  it('is what the contract says of all their runs, in whatever order two tabs tell them and whenever it was looked at before', () => {
    const cases = facts.chain(all => shuffledSubarray(all, { minLength: all.length }).map(shuffled => [all, shuffled] as const));
    assert(
      property(cases, ([all, shuffled]) => {
        const late = new Board();
        for (const each of shuffled) {
          late.tell(each);
          void late.exercises;
          void late.errors;
          students.forEach(student => void late.headwayOf(student));
        }
        students.forEach(student => late.students.set(student, new StudentRecord(student)));
        const plain = tell(all);
        const shown = (board: Board): unknown => ({
          exercises: board.exercises,
          errors: board.errors,
          progress: students.map(student => [board.progressOf(student), board.headwayOf(student)]),
        });

        expect(statusesOf(late)).toEqual(truthOf(all, students));
        expect(shown(late)).toEqual(shown(plain));
      }),
      { numRuns: 500 },
    );
  });

  it('of some adds up to who has started', () => {
    assert(
      property(facts, all => {
        for (const { started, ran, passed, failing, isChecked } of tell(all).exercises) {
          expect(ran + passed + failing).toBe(started);
          expect(passed === 0 || isChecked).toBe(true);
        }
      }),
    );
  });
});
