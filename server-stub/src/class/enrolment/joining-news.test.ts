import { beforeEach, expect, it } from 'vitest';
import { seededRandom, VirtualClock } from '../../../test/support/virtual-clock';
import type { EventLog, LogEntry } from '../../log/event-log';
import type { Enrolment } from '../registry/registry';
import { JoiningNews } from './joining-news';

const AT_ONCE = 1000;

let clock: VirtualClock;
let told: string[];
let news: JoiningNews;

const enrolment = (studentId: string): Enrolment => ({
  classId: 'default',
  studentId,
  displayName: studentId,
  team: '',
  deviceId: `device of ${studentId}`,
  enrolledAtMs: 1,
});
const wordOf = (entry: LogEntry): string => `${entry.kind === 'action' ? entry.action.type : entry.kind} ${entry.studentId}`;

beforeEach(async () => {
  clock = new VirtualClock();
  told = [];
  const log = { appendEntries: async (_: string, ...entries: LogEntry[]) => void told.push(...entries.map(wordOf)) } as unknown as EventLog;
  news = new JoiningNews({ log, clock, random: seededRandom(), maxStudents: 10, knownAs: () => undefined });
  for (let count = 0; count < AT_ONCE; count++) {
    await news.joined(enrolment(`early ${String(count)}`), true);
  }
});

it('tells of a thousand at once, of two more a second, and of the others when they report, once each', async () => {
  expect([await news.joined(enrolment('ada'), true), told.length]).toEqual([false, AT_ONCE]);
  await news.reported(enrolment('ada'));
  await news.reported(enrolment('ada'));
  expect(told.slice(AT_ONCE)).toEqual(['enrolled ada']);

  await clock.advance(500);
  expect(await news.joined(enrolment('bob'), true)).toBe(true);
});

it('tells that somebody lost their place where it had told that they joined, also when their page asked once more since', async () => {
  await news.joined(enrolment('untold'), true);
  await news.joined(enrolment('early 7'), false);
  await news.displaced('default', 'untold');
  await news.displaced('default', 'early 7');

  expect(told.slice(AT_ONCE)).toEqual(['departed early 7']);
});
