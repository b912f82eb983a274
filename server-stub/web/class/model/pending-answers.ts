import type {
  HelpAnswer,
  HelpRequest,
  InstructorName,
  StudentState,
  TeamState,
  Visit,
  VisitStep,
  VisitTarget,
} from '../../../../src/protocol';
import type { Board } from './board';

/** What an instructor says of a call for help, a student or a team. */
export type Answer = { readonly helpId: string; readonly status: HelpAnswer } | (VisitTarget & { readonly status: VisitStep });

/** An answer that was asked for and that the feed has not told yet. */
export interface PendingAnswer {
  readonly id: number;
  readonly answer: Answer;
  readonly by: InstructorName;
  /** RFC 3339, by the server's clock as well as it is known. */
  readonly at: string;
  /** How things stood when it was asked for. */
  readonly before: string;
}

/** How things stand with what an answer is about: the same text as long as nothing has changed. */
export function standingOf(board: Board, answer: Answer): string {
  return JSON.stringify(subjectOf(board, answer)) ?? '';
}

/** The answers about which the feed has said nothing yet: what it says is the truth, whether or not it is what was asked for. */
export function stillPending(board: Board, pending: readonly PendingAnswer[]): readonly PendingAnswer[] {
  return pending.filter(({ answer, before }) => standingOf(board, answer) === before);
}

/** The board as it will be if every pending answer is accepted. */
export function withPending(board: Board, pending: readonly PendingAnswer[]): Board {
  return pending.reduce(withAnswer, board);
}

function subjectOf(board: Board, answer: Answer): HelpRequest | Visit | undefined {
  if ('helpId' in answer) {
    return board.help.find(({ id }) => id === answer.helpId);
  }
  return visitTo(board, answer);
}

/** Who is on the way to them or was there. */
export function visitTo({ students, teams }: Board, target: VisitTarget): Visit | undefined {
  return 'team' in target ? teams.get(target.team)?.visit : students.get(target.studentId)?.visit;
}

function withAnswer(board: Board, pending: PendingAnswer): Board {
  const { answer } = pending;
  if ('helpId' in answer) {
    return {
      ...board,
      help: board.help.map(request => (request.id === answer.helpId ? answered(request, pending, answer.status) : request)),
    };
  }
  return 'team' in answer
    ? { ...board, teams: withVisit(board.teams, answer.team, pending) }
    : { ...board, students: withVisit(board.students, answer.studentId, pending) };
}

function answered({ by: _by, at: _at, ...request }: HelpRequest, { by, at }: PendingAnswer, status: HelpAnswer): HelpRequest {
  return status === 'open' ? { ...request, status } : { ...request, status, by, at };
}

function withVisit<T extends StudentState | TeamState>(
  all: ReadonlyMap<string, T>,
  key: string,
  pending: PendingAnswer,
): ReadonlyMap<string, T> {
  const visited = all.get(key);
  if (visited === undefined) {
    return all;
  }
  const { visit: _visit, ...others } = visited;
  return new Map(all).set(key, { ...others, ...visitOf(pending) } as T);
}

function visitOf({ answer, by, at }: PendingAnswer): { readonly visit?: Visit } {
  return answer.status === 'claimed' || answer.status === 'done' ? { visit: { status: answer.status, by, at } } : {};
}
