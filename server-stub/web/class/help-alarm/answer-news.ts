import type { HelpRequest } from '../../../../src/protocol';

/** By call: how it was answered last, and by whom. */
export type KnownAnswers = ReadonlyMap<string, string>;

export interface AnswerStep {
  readonly known: KnownAnswers;
  /** Calls that colleagues have claimed or closed since the look before; none at the first. */
  readonly news: readonly HelpRequest[];
}

/** @param ownId whoever did it themselves knows it */
export function hearAnswers(before: KnownAnswers | undefined, help: readonly HelpRequest[], ownId: string): AnswerStep {
  const known = new Map(help.map(request => [request.id, answerOf(request)]));
  const news = help.filter(
    request => before !== undefined && request.by !== undefined && request.by.id !== ownId && before.get(request.id) !== answerOf(request),
  );
  return { known, news: news.filter(({ status }) => status === 'claimed' || status === 'resolved') };
}

function answerOf({ status, by }: HelpRequest): string {
  return `${status}\n${by?.id ?? ''}`;
}
