import type { ClassDelta, ClassState, ClassTotals, HelpRequest, StudentState, TeamState } from '../../../src/protocol';

/** A class as the dashboard holds it: the last snapshot with every delta since. */
export interface Board {
  readonly classId: string;
  /** The server's time of the newest change applied. */
  readonly asOf: string;
  readonly totals: ClassTotals;
  readonly students: ReadonlyMap<string, StudentState>;
  readonly teams: ReadonlyMap<string, TeamState>;
  readonly help: readonly HelpRequest[];
}

export function openBoard(state: ClassState): Board {
  const { classId, asOf, totals, help } = state;
  return { classId, asOf, totals, help, students: byStudentId(state.students), teams: byName(state.teams) };
}

/** The board with a delta applied. Students that did not change keep their identity, so that their rows need no new drawing. */
export function applyDelta(board: Board, delta: ClassDelta): Board {
  return {
    ...board,
    asOf: delta.asOf,
    totals: delta.totals,
    students: without(merge(board.students, byStudentId(delta.students)), delta.removed),
    teams: merge(board.teams, byName(delta.teams)),
    help: delta.help ?? board.help,
  };
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
