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

/** As a page of `me` words it: a visit that came after the claim is the newest word. */
export function wordOf({ studentId, status, by, at }: HelpRequest, me: string, students: ClassState['students']): string {
  const visit = students.find(student => student.studentId === studentId)?.visit;
  if (status !== 'claimed') {
    return 'none';
  }
  const newest = visit !== undefined && visit.at > (at ?? '') ? visit : { status: 'claimed', by };
  return newest.status === 'claimed' ? (newest.by?.name === me ? 'me' : (newest.by?.name ?? '')) : 'visited';
}
