import type {
  ClassDelta,
  ClassSession,
  ClassState,
  ClassTotals,
  ErrorGroup,
  ExerciseState,
  HelpQueue,
  HelpRequest,
  SentMessage,
  StudentState,
  TeamState,
} from '../../../../src/protocol';

/** How much is withheld from the room because it is about a few students. */
interface Hidden {
  readonly errors: number;
  readonly exercises: number;
}

/** A class as it may be shown; nothing is hidden of it but in projector mode. */
export interface ShownState extends ClassState {
  readonly hidden?: Hidden;
}

export interface ShownDelta extends ClassDelta {
  /** As far as it changed. */
  readonly hidden?: Partial<Hidden>;
}

const NOTHING: Hidden = { errors: 0, exercises: 0 };

/** A class as the dashboard holds it: the last snapshot with every delta since. */
export interface Board {
  readonly classId: string;
  /** The server's time of the newest change applied. */
  readonly asOf: string;
  readonly totals: ClassTotals;
  readonly students: ReadonlyMap<string, StudentState>;
  /** Instructors who joined to demonstrate, and count nowhere. */
  readonly staff: ReadonlyMap<string, StudentState>;
  readonly teams: ReadonlyMap<string, TeamState>;
  readonly help: readonly HelpRequest[];
  /** Undefined while nobody has changed it: it is open. */
  readonly queue: HelpQueue | undefined;
  /** Current errors, most students first. */
  readonly errors: readonly ErrorGroup[];
  /** In the order of the notebooks and of the cells in them. */
  readonly exercises: readonly ExerciseState[];
  /** What instructors sent, newest first. */
  readonly messages: readonly SentMessage[];
  readonly hidden: Hidden;
  /** The class's newest session; undefined before anybody ever reported anything. */
  readonly session: ClassSession | undefined;
}

export function openBoard(state: ShownState): Board {
  const { classId, asOf, totals, help, queue, errors, exercises, messages = [], hidden = NOTHING, session } = state;
  return {
    classId,
    asOf,
    totals,
    help,
    queue,
    errors,
    exercises,
    messages,
    hidden,
    session,
    students: byStudentId(state.students),
    staff: byStudentId(state.staff ?? []),
    teams: byName(state.teams),
  };
}

/** The board with a delta applied. Unchanged items keep their identity, so that their rows need no rerender. */
export function applyDelta(board: Board, delta: ShownDelta): Board {
  return {
    ...board,
    asOf: delta.asOf,
    totals: delta.totals,
    students: without(merge(board.students, byStudentId(delta.students)), delta.removed),
    staff: delta.staff === undefined ? without(board.staff, delta.removed) : byStudentId(delta.staff),
    teams: merge(board.teams, byName(delta.teams)),
    help: renew(board.help, delta.help),
    queue: delta.queue ?? board.queue,
    errors: renew(board.errors, delta.errors),
    exercises: renew(board.exercises, delta.exercises),
    messages: renew(board.messages, delta.messages),
    session: delta.session ?? board.session,
    hidden: delta.hidden === undefined ? board.hidden : { ...board.hidden, ...delta.hidden },
  };
}

/** The new list, reusing unchanged items of the old one; the old one where nothing changed. */
function renew<T extends { readonly id: string }>(before: readonly T[], after: readonly T[] | undefined): readonly T[] {
  if (after === undefined) {
    return before;
  }
  const known = new Map(before.map(item => [item.id, item]));
  const renewed = after.map(item => {
    const old = known.get(item.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
  return renewed.length === before.length && renewed.every((item, index) => item === before[index]) ? before : renewed;
}

function byStudentId(students: readonly StudentState[]): ReadonlyMap<string, StudentState> {
  return new Map(students.map(student => [student.studentId, student]));
}

function byName(teams: readonly TeamState[]): ReadonlyMap<string, TeamState> {
  return new Map(teams.map(team => [team.team, team]));
}

function without<T>(all: ReadonlyMap<string, T>, removed: readonly string[] = []): ReadonlyMap<string, T> {
  const gone = new Set(removed);
  return gone.size === 0 ? all : new Map([...all].filter(([key]) => !gone.has(key)));
}

function merge<T>(before: ReadonlyMap<string, T>, changed: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return changed.size === 0 ? before : new Map([...before, ...changed]);
}
