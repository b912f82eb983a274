import type { Page } from '@playwright/test';
import type { ClassState, HelpRequest } from '../../../src/protocol';

/** The lines of those who called, and who is on the way there: such as "Ada: Mona", "Bob: nobody". */
export async function linesOf(page: Page): Promise<string[]> {
  const lines = await page.locator('.need-line[data-condition="help"]').evaluateAll(all =>
    all.map(line => {
      const note = line.querySelector('.visit-note');
      const name = line.querySelector('.need-line-name')?.textContent ?? '';
      return { name, kind: note?.getAttribute('data-visit') ?? '', text: note?.textContent ?? '' };
    }),
  );
  return lines
    .map(({ name, kind, text }) => `${name}: ${kind === 'claimed' ? (text.startsWith('You') ? 'me' : (text.split(' ')[0] ?? '')) : kind}`)
    .toSorted();
}

/** As a page of `me` words it: whoever set out last is on the way. That somebody was there ends no call that is still open. */
export function wordOf({ studentId, status, by, at }: HelpRequest, me: string, students: ClassState['students']): string {
  const visit = students.find(student => student.studentId === studentId)?.visit;
  if (status !== 'claimed') {
    return 'none';
  }
  const helper = visit?.status === 'claimed' && visit.at > (at ?? '') ? visit.by : by;
  return helper?.name === me ? 'me' : (helper?.name ?? '');
}
