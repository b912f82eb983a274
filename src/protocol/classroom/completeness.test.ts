import { expect, it } from 'vitest';
import type { SourceReport } from './export';
import { judgeCompleteness } from './completeness';

const source = (changes: Partial<SourceReport>): SourceReport => ({
  studentId: 'ada',
  sid: 's',
  hwm: 10,
  received: 10,
  missing: [],
  lost: 0,
  rejected: [],
  ...changes,
});

it('is whole when nothing is missing, lost or rejected', () => {
  expect(judgeCompleteness({ sources: [source({}), source({ studentId: 'bob' })] })).toMatchObject({
    isWhole: true,
    received: 20,
    sources: 2,
  });
});

it('counts ranges by their events, and names each student once', () => {
  const sources = [
    source({ missing: [{ from: 3, to: 5 }], lost: 2 }),
    source({
      sid: 't',
      rejected: [
        { from: 7, seq: 9, code: 'event_invalid' },
        { seq: 10, code: 'event_too_large' },
      ],
    }),
  ];

  expect(judgeCompleteness({ sources })).toMatchObject({ isWhole: false, missing: 3, lost: 2, rejected: 4, students: ['ada'] });
});

it('counts what is not listed, too', () => {
  const rest = { sources: 4, received: 8, missing: 1, lost: 2, rejected: 3 };
  const one = source({ missing: [{ from: 3, to: 5 }], unlisted: { missing: 10, rejected: 20 } });

  expect(judgeCompleteness({ sources: [one], unlisted: { ...rest, students: ['eve'] } })).toEqual({
    sources: 5,
    received: 18,
    missing: 14,
    lost: 2,
    rejected: 23,
    isWhole: false,
    students: ['ada', 'eve'],
  });
  expect(judgeCompleteness({ sources: [], unlisted: { ...rest, missing: 0, lost: 0, rejected: 0, students: ['eve'] } })).toMatchObject({
    isWhole: true,
    students: [],
  });
});
