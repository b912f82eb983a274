import { describe, expect, it } from 'vitest';
import type { HelpRequest } from '../../../../src/protocol';
import { hearAnswers, type KnownAnswers } from './answer-news';

const request = (status: HelpRequest['status'], by?: string): HelpRequest => ({
  id: 'h',
  studentId: 'ada',
  since: '',
  status,
  ...(by !== undefined && { by: { id: by, name: by } }),
});

/** What is told of each look, one after the other. */
function hear(...looks: readonly HelpRequest[]): string[] {
  let known: KnownAnswers | undefined;
  return looks.map(look => {
    const step = hearAnswers(known, [look], 'me');
    ({ known } = step);
    return step.news.map(({ status, by }) => `${status} by ${String(by?.name)}`).join();
  });
}

describe('answers of colleagues', () => {
  it('are told once each', () => {
    expect(hear(request('open'), request('claimed', 'Noor'), request('claimed', 'Noor'), request('resolved', 'Noor'))).toEqual([
      '',
      'claimed by Noor',
      '',
      'resolved by Noor',
    ]);
  });

  it('are told when another takes over', () => {
    expect(hear(request('claimed', 'Noor'), request('claimed', 'Mona'))).toEqual(['', 'claimed by Mona']);
  });

  it('are not told of oneself, of what was there before, nor of what was given back', () => {
    expect(hear(request('claimed', 'Noor'), request('open'), request('claimed', 'me'), request('resolved', 'me'))).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });
});
