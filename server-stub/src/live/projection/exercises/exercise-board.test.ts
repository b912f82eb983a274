import { array, assert, boolean, constantFrom, integer, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, Board, type Told } from '../../../../test/support/log/told-board';
import { notebookName } from './exercise-identity';
import { StudentRecord } from '../students/student-record';

describe('an exercise', () => {
  it('counts who started, whose run worked, who fails, and who is there now', () => {
    const { exercises } = new Board(
      { student: 'ada', second: 1, ok: false },
      { student: 'ada', second: 5 },
      { student: 'bob', second: 2, ok: false },
      { student: 'cy', second: 3 },
      { student: 'cy', second: 4, exercise: 'q2', cell: 'c2', index: 1 },
    );

    expect(exercises).toMatchObject([
      { name: 'q1', notebook: 'hw1.ipynb', index: 0, started: 3, ran: 2, failing: 1, here: 2, medianAttempts: 1.5, medianMs: 2000 },
      { name: 'q2', notebook: 'hw1.ipynb', index: 1, started: 1, ran: 1, failing: 0, here: 1, medianAttempts: 1, medianMs: 0 },
    ]);
  });

  it('stands as its newest run says, whatever arrives late', () => {
    const late = new Board({ student: 'ada', second: 9, ok: false });
    expect(late.progressOf('ada')).toMatchObject([{ status: 'failing', passedAt: null, attempts: 1 }]);

    late.tell({ student: 'ada', second: 5 });
    expect(late.progressOf('ada')).toEqual([
      { exercise: 0, status: 'failing', attempts: 2, errors: 1, firstAt: at(5), lastAt: at(9), passedAt: null },
    ]);
    expect(late.exercises).toMatchObject([{ ran: 0, failing: 1 }]);

    late.tell({ student: 'ada', second: 3, ok: false }, { student: 'ada', second: 10 });
    expect(late.progressOf('ada')).toEqual([
      { exercise: 0, status: 'ran', attempts: 4, errors: 2, firstAt: at(3), lastAt: at(10), passedAt: null },
    ]);
    expect(late.exercises).toMatchObject([{ ran: 1, passed: 0, medianAttempts: 2, medianMs: 2000 }]);
  });

  it('without a name is a cell that two students have, in copies of one notebook', () => {
    const cell = { exercise: null, cell: 'f3', index: 4 };
    const board = new Board({ student: 'ada', second: 1, notebook: 'ada/hw1.ipynb', ...cell });
    expect(board.exercises).toEqual([]);

    board.tell({ student: 'bob', second: 2, notebook: 'work/hw1-Copy1.ipynb', ...cell });
    expect(board.exercises).toMatchObject([{ name: 'hw1.ipynb #5', notebook: 'hw1.ipynb', index: 4, started: 2 }]);
  });

  it('keeps its id, and is where most students have it', () => {
    const board = new Board({ student: 'ada', second: 1, index: 7 });
    const [{ id } = { id: '' }] = board.exercises;
    board.tell({ student: 'bob', second: 2, index: 3 }, { student: 'cy', second: 3, index: 3, notebook: 'b/hw1-Copy2.ipynb' });

    expect(board.exercises).toMatchObject([{ id, index: 3, notebook: 'hw1.ipynb', started: 3 }]);
  });

  it('of one name in two notebooks is two', () => {
    const board = new Board(
      { student: 'ada', second: 1, notebook: 'week1.ipynb' },
      { student: 'ada', second: 2, notebook: 'week2.ipynb', ok: false },
    );

    expect(board.exercises).toMatchObject([
      { name: 'q1', notebook: 'week1.ipynb', ran: 1, failing: 0, here: 0 },
      { name: 'q1', notebook: 'week2.ipynb', ran: 0, failing: 1, here: 1 },
    ]);
  });

  it('goes on where its notebook was renamed', () => {
    const board = new Board(
      { student: 'ada', second: 1, ok: false, notebook: 'hw1.ipynb' },
      { student: 'ada', second: 2, ok: false, notebook: 'mine.ipynb', path: 'hw1.ipynb' },
    );

    expect(board.exercises).toMatchObject([{ notebook: 'hw1.ipynb', started: 1 }]);
    expect(board.view.headwayOf('ada').streak.failures).toBe(2);
  });

  it('stands in the order of the notebooks and of the cells in them', () => {
    const names = new Board(
      { student: 'ada', second: 1, notebook: 'hw10.ipynb', exercise: 'late' },
      { student: 'ada', second: 2, notebook: 'hw2.ipynb', exercise: 'second', index: 12 },
      { student: 'ada', second: 3, notebook: 'hw2.ipynb', exercise: 'first', index: 2 },
    ).exercises.map(({ name }) => name);

    expect(names).toEqual(['first', 'second', 'late']);
  });

  it('is not shown when there are more than can be: those of few students go first', () => {
    const board = new Board();
    for (let number = 0; number < 499; number++) {
      board.tell(...['ada', 'bob'].map(student => ({ student, second: number, exercise: `e${String(number)}` })));
    }
    board.tell(...['x', 'y', 'z'].map(exercise => ({ student: 'eve', second: 1, exercise })));

    expect(board.exercises).toHaveLength(500);
    expect(board.exercises.filter(({ started }) => started === 1)).toHaveLength(1);
  });

  it('of which a student has too many is remembered of the newest alone', () => {
    const board = new Board();
    for (let number = 0; number < 600; number++) {
      board.tell({ student: 'eve', second: number, exercise: `e${String(number)}` });
    }

    expect(board.exercises.map(({ name }) => name)).toContain('e599');
    expect(board.exercises.map(({ name }) => name)).not.toContain('e99');
    expect(board.board.worksAt('name\nhw1.ipynb\ne99').size).toBe(0);
  });
});

describe('the name of a notebook', () => {
  it.each([
    ['hw1.ipynb', 'hw1.ipynb'],
    ['alice/week 1/hw1.ipynb', 'hw1.ipynb'],
    ['hw1-Copy1.ipynb', 'hw1.ipynb'],
    ['a/hw1-Copy1-Copy12.ipynb', 'hw1.ipynb'],
    ['hw1 (2).ipynb', 'hw1.ipynb'],
    ['hw1-Copy', 'hw1'],
    ['Copy1.ipynb', 'Copy1.ipynb'],
    ['hw-Copy1-final.ipynb', 'hw-Copy1-final.ipynb'],
    // A Mac writes letters and their marks apart, others together: both are one name.
    ['課題か\u3099.ipynb', '課題が.ipynb'],
    ['e\u0301tude-Copy1.ipynb', '\u00E9tude.ipynb'],
    ['', ''],
  ])('%j is %j', (path, name) => {
    expect(notebookName(path)).toBe(name);
  });
});

describe('the same error', () => {
  const fails = (student: string, second: number, words: Partial<Told> = {}): Told => ({ student, second, ok: false, ...words });

  it('is told once for all who have it, most students first', () => {
    const board = new Board(
      fails('ada', 1, { message: "name 'mean' is not defined" }),
      fails('bob', 3, { message: "name 'avg' is not defined" }),
      fails('cy', 2, { message: 'something else' }),
      fails('dan', 4, { exercise: 'q2' }),
    )
      .enrol('ada', 'Ada', 'Red')
      .enrol('bob', 'Bob', 'Red');

    expect(board.errors).toMatchObject([
      {
        place: 'q1',
        errorName: 'NameError',
        message: "name '…' is not defined",
        example: "name 'mean' is not defined",
        studentIds: ['ada', 'bob'],
        teams: 1,
        ever: 2,
        firstAt: at(1),
        lastAt: at(3),
      },
      { place: 'q2', studentIds: ['dan'], teams: 0 },
      { place: 'q1', message: 'something else', studentIds: ['cy'] },
    ]);
    const [first, second] = board.errors;
    expect(first?.exercise).toBe(board.exercises[0]?.id);
    expect(first?.id).not.toBe(second?.id);
    expect(board.view.membersOf(first?.id ?? '')?.map(({ studentId }) => studentId)).toEqual(['ada', 'bob']);
    expect(board.view.membersOf('nothing')?.map(({ studentId }) => studentId)).toBeUndefined();
  });

  it('is left by whoever succeeds or fails otherwise, and stays known of them', () => {
    const board = new Board(fails('ada', 1), fails('bob', 2), fails('cy', 3));
    const [before] = board.errors;
    board.tell({ student: 'ada', second: 4 }, fails('bob', 5, { message: 'worse' }));

    expect(board.errors).toMatchObject([
      { message: 'worse', studentIds: ['bob'], ever: 1 },
      { id: before?.id, studentIds: ['cy'], ever: 3, firstAt: at(1) },
    ]);
    board.tell({ student: 'bob', second: 6 }, { student: 'cy', second: 7 });
    expect(board.errors).toEqual([]);
  });

  it('is not left by a success before it that arrives late', () => {
    expect(new Board(fails('ada', 5), { student: 'ada', second: 3 }).errors).toMatchObject([{ studentIds: ['ada'] }]);
    expect(new Board(fails('ada', 5), { student: 'ada', second: 8 }, fails('ada', 6)).errors).toEqual([]);
  });

  it('outside any exercise is told by notebook', () => {
    const own = (student: string) => ({ exercise: null, cell: `of-${student}`, notebook: `${student}/free.ipynb` });
    const board = new Board(fails('ada', 1, own('ada')), fails('bob', 2, own('bob')));
    expect(board.errors).toMatchObject([{ exercise: null, place: 'free.ipynb', studentIds: ['ada', 'bob'], ever: 2 }]);

    board.tell({ student: 'ada', second: 3, ...own('ada') });
    expect(board.errors).toMatchObject([{ studentIds: ['bob'], ever: 2 }]);
  });

  it('gives an example that names nobody', () => {
    const message = "Ada Lovelace cannot open '/home/ada/hw1/ADA.csv'";
    const { errors } = new Board(fails('ada', 1, { message })).enrol('ada', 'Ada Lovelace', '');

    expect(errors[0]?.example).toBe("… cannot open '….csv'");
    expect(JSON.stringify({ ...errors[0], studentIds: [] })).not.toMatch(/ada|lovelace/iu);
  });

  it('is not there where the level lets no error out, though the exercise fails', () => {
    const board = new Board(fails('ada', 1, { message: null }));

    expect(board.errors).toEqual([]);
    expect(board.exercises).toMatchObject([{ failing: 1 }]);
  });

  it('is shown for the largest groups where there are too many', () => {
    const board = new Board();
    for (let number = 0; number < 120; number++) {
      board.tell(fails('ada', number, { exercise: `e${String(number)}` }));
    }
    board.tell(fails('bob', 0, { exercise: 'e0' }));

    expect(board.errors).toHaveLength(100);
    expect(board.errors[0]?.studentIds).toEqual(['ada', 'bob']);
  });

  it('goes with the data of whoever is erased', () => {
    const board = new Board(fails('ada', 1), fails('bob', 2), { student: 'ada', second: 3, exercise: 'own' });
    void board.errors;
    board.board.erase('ada');

    expect(board.errors).toMatchObject([{ studentIds: ['bob'], ever: 1, firstAt: at(2) }]);
    expect(board.exercises).toMatchObject([{ name: 'q1', started: 1, here: 1 }]);
  });
});

describe('what is seen of exercises', () => {
  const run = record({
    student: constantFrom('ada', 'bob', 'eve'),
    ok: boolean(),
    exercise: constantFrom('q1', 'q2', null),
    cell: constantFrom('c1', 'c2'),
    notebook: constantFrom('a/x.ipynb', 'b/x-Copy1.ipynb', 'y.ipynb'),
    index: integer({ min: 0, max: 2 }),
    message: constantFrom("name 'a' is not defined", "name 'b' is not defined", '7', null),
  });
  const runs = array(run, { maxLength: 40 }).map(all => all.map((one, second) => ({ ...one, second })));
  const shown = (board: Board): unknown => ({
    exercises: board.exercises,
    errors: board.errors,
    matrix: ['ada', 'bob', 'eve'].map(id => board.progressOf(id)),
  });

  it('is the same in whatever order the runs are told, and whenever it was looked at before', () => {
    const cases = runs.chain(all => shuffledSubarray(all, { minLength: all.length }).map(shuffled => [all, shuffled] as const));
    assert(
      property(cases, ([all, shuffled]) => {
        const late = new Board();
        for (const each of shuffled) {
          late.tell(each);
          shown(late);
        }
        const plain = new Board(...all);
        shuffled.forEach(({ student }) => plain.students.set(student, new StudentRecord(student)));

        expect(shown(late)).toEqual(shown(plain));
      }),
      { numRuns: 300 },
    );
  });
});
