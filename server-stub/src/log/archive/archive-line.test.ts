import { expect, it } from 'vitest';
import type { ActionEntry, EnrolledEntry } from '../event-log';
import { batch } from '../../../test/support/log/batches';
import { fromLine, ownersOf, positionOf, receivedAtMsOf, toLine } from './archive-line';

const HOSTILE = '","receivedAtMs":1,"position":"9" \\" \u2028\r\n\0 \ud800 😀';

it('is one line for any entry, and gives it back whole', () => {
  const { entry } = batch(1, 2, { studentId: HOSTILE, eventsJson: `[{"n":1e999, "text":${JSON.stringify(HOSTILE)}}]` });
  const line = toLine({ position: '1795338600123-4', entry });

  expect(line).not.toMatch(/[\r\n]/u);
  expect(fromLine(line)).toEqual({ position: '1795338600123-4', entry });
  expect(positionOf(line)).toBe('1795338600123-4');
  expect(receivedAtMsOf(line)).toBe(entry.receivedAtMs);
});

it('keeps that JupyterHub vouched for a student', () => {
  const entry: EnrolledEntry = { kind: 'enrolled', studentId: 'ada', displayName: 'Ada', team: '', isVerified: true, receivedAtMs: 1 };

  expect(fromLine(toLine({ position: '7', entry }))).toEqual({ position: '7', entry });
});

it('keeps what an instructor did, and whom it was about', () => {
  const by = { id: 'g', name: HOSTILE };
  const entry: ActionEntry = { kind: 'action', studentId: HOSTILE, receivedAtMs: 5, id: 'a1', action: { type: 'visit', step: 'done', by } };
  const line = toLine({ position: '7', entry });

  expect(fromLine(line)).toEqual({ position: '7', entry });
  expect(ownersOf(line)).toEqual({ position: '7', studentIds: [HOSTILE] });
  expect(receivedAtMsOf(line)).toBe(5);
});

it('is of everybody whom a team’s note may be about', () => {
  const by = { id: 'g', name: 'Grace' };
  const action = { type: 'visit', team: 'team 1', step: 'done', by, note: 'they argue', about: ['ada', HOSTILE] } as const;
  const line = toLine({ position: '7', entry: { kind: 'action', studentId: '', receivedAtMs: 5, id: 'a1', action } });

  expect(ownersOf(line)).toEqual({ position: '7', studentIds: ['', 'ada', HOSTILE] });
});

it('is the same text for the same entry, in whatever order its fields come', () => {
  const { entry } = batch(1, 2);
  const turned = Object.fromEntries(Object.entries(entry).toReversed()) as unknown as typeof entry;

  expect(toLine({ position: '7', entry: turned })).toBe(toLine({ position: '7', entry }));
});
