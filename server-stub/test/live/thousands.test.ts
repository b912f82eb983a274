import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassState } from '../../../src/protocol';
import { Classroom } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';
import { TurnMeter } from '../support/turn-meter';
import { WorkingClock } from '../support/working-clock';

const STUDENTS = 2000;
/** In one turn: writing as much takes a millisecond or two. */
const MOST = 128 * 1024;
const MS_PER_CHARACTER = 40 / (1024 * 1024);
const LIMIT_MS = 60_000;

let room: Classroom;
let clock: WorkingClock;

beforeEach(async () => {
  clock = new WorkingClock();
  room = await Classroom.open({ clock });
  const receivedAtMs = clock.wallMs();
  const entries = Array.from({ length: STUDENTS }, (_, index) => {
    const displayName = `Student ${String(index)} ${'n'.repeat(60)}`;
    return { kind: 'enrolled', studentId: `s${String(index)}`, displayName, team: `Team ${String(index % 50)}`, receivedAtMs } as const;
  });
  const [first, ...others] = entries;
  if (first !== undefined) {
    await room.store.log.appendEntries('default', first, ...others);
  }
  await room.enrol('ada');
}, LIMIT_MS);
afterEach(() => room.close());

/** What the server writes in one turn of its event loop, at most, while `work` is under way. */
async function mostWritten(work: () => Promise<unknown>): Promise<number> {
  const meter = new TurnMeter(length => clock.pass(length * MS_PER_CHARACTER));
  await work();
  return meter.stop();
}

describe('a class of thousands', { timeout: LIMIT_MS }, () => {
  it('is written in slices when its state is asked for, each student once for all who ask', async () => {
    let response: Awaited<ReturnType<typeof room.asInstructor>> | undefined;
    expect(
      await mostWritten(async () => {
        response = await room.asInstructor('GET', '/classes/default/state');
      }),
    ).toBeLessThan(MOST);
    const state = response?.json<ClassState>();
    expect(state?.students).toHaveLength(STUDENTS + 1);
    expect(state?.students[STUDENTS]).toMatchObject({ studentId: 'ada', status: 'not_started' });

    const again = await mostWritten(() => room.asInstructor('GET', '/classes/default/state'));
    expect(again).toBeLessThan(20 * 1024);
  });

  it('is written in slices for a dashboard that opens, and when everything of it changes', async () => {
    let reader: FeedReader | undefined;
    expect(
      await mostWritten(async () => {
        reader = await FeedReader.open(room);
      }),
    ).toBeLessThan(MOST);
    expect(reader?.last.data.students).toHaveLength(STUDENTS + 1);
    await room.clock.advance(61_000);
    expect(
      await mostWritten(async () => {
        await room.asInstructor('POST', '/classes/default/sessions');
        await room.clock.advance(1000);
      }),
    ).toBeLessThan(MOST);
    expect(reader?.events.findLast(({ data }) => data.students.length > 0)?.data.students.length).toBeGreaterThan(STUDENTS);
  });
});
