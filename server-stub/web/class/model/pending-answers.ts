import type {
  HelpAnswer,
  HelpRequest,
  InstructorName,
  Remark,
  StudentState,
  TeamState,
  Visit,
  VisitStep,
  VisitTarget,
} from '../../../../src/protocol';
import type { Board } from './board';

/** An instructor's answer to a help request, or a visit to a student or team. */
export type Answer =
  | ({ readonly helpId: string; readonly status: HelpAnswer } & Remark)
  | (VisitTarget & { readonly status: VisitStep } & Remark);

/** An answer sent by this page that the feed has not confirmed yet. */
export interface PendingAnswer {
  readonly id: number;
  readonly answer: Answer;
  readonly by: InstructorName;
  /** RFC 3339, by the server's clock as far as it is known. */
  readonly at: string;
  /** The subject's state when it was sent. */
  readonly before: string;
}

/** The state of an answer's subject as text, for comparison. */
export function answerStateOf(board: Board, answer: Answer): string {
  return JSON.stringify(subjectOf(board, answer)) ?? '';
}

/** The answers that the feed has said nothing about yet. Whatever it says is the truth, even if it differs. */
export function stillPending(board: Board, pending: readonly PendingAnswer[]): readonly PendingAnswer[] {
  return pending.filter(({ answer, before }) => answerStateOf(board, answer) === before);
}

/** The board as if every pending answer were accepted. */
export function withPending(board: Board, pending: readonly PendingAnswer[]): Board {
  return pending.reduce(withAnswer, board);
}

function subjectOf(board: Board, answer: Answer): HelpRequest | Visit | undefined {
  if ('helpId' in answer) {
    return board.help.find(({ id }) => id === answer.helpId);
  }
  return visitTo(board, answer);
}

/** Who is on the way to them or has helped. */
export function visitTo({ students, teams }: Board, target: VisitTarget): Visit | undefined {
  return 'team' in target ? teams.get(target.team)?.visit : students.get(target.studentId)?.visit;
}

function withAnswer(board: Board, pending: PendingAnswer): Board {
  const { answer } = pending;
  if ('helpId' in answer) {
    return {
      ...board,
      help: board.help.map(request => (request.id === answer.helpId ? answered(request, pending, answer) : request)),
    };
  }
  return 'team' in answer
    ? { ...board, teams: withVisit(board.teams, answer.team, pending) }
    : { ...board, students: withVisit(board.students, answer.studentId, pending) };
}

function answered(
  before: HelpRequest,
  { by, at }: PendingAnswer,
  { status, ...remark }: { readonly status: HelpAnswer } & Remark,
): HelpRequest {
  if (remark.isRemark === true) {
    return { ...before, ...saidBy(remark) };
  }
  const { by: _by, at: _at, finding: _finding, note: _note, ...request } = before;
  return status === 'open' ? { ...request, status } : { ...request, status, by, at, ...saidBy(remark) };
}

function saidBy({ finding, note }: Remark): Pick<Remark, 'finding' | 'note'> {
  return { ...(finding !== undefined && { finding }), ...(note !== undefined && { note }) };
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
  return new Map(all).set(key, { ...others, ...visitOf(pending, visited.visit) } as T);
}

function visitOf({ answer, by, at }: PendingAnswer, before: Visit | undefined): { readonly visit?: Visit } {
  if (answer.isRemark === true) {
    return before === undefined ? {} : { visit: { ...before, ...saidBy(answer) } };
  }
  if (answer.status !== 'claimed' && answer.status !== 'done') {
    return {};
  }
  return { visit: { status: answer.status, ...saidBy(answer), by, at } };
}
