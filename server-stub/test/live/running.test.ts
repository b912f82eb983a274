import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningCell, StudentState } from '../../../src/protocol';
import { Classroom, OTHER_SID } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';

const cell = { id: 'c7', index: 6, exercise: 'loops-3' };
const now = (forMs: number, words: Partial<RunningCell> = {}): RunningCell => ({ notebook: 'a.ipynb', cell, forMs, ...words });

let room: Classroom;
let token: string;

beforeEach(async () => {
  room = await Classroom.open();
  ({ token } = await room.enrol('ada'));
  await room.report(token, 1, 1);
});
afterEach(() => room.close());

const beat = (words: object = {}) => room.send(token, room.batchOf([], words));
const ago = (ms: number): string => new Date(room.clock.wallMs() - ms).toISOString();

async function ada(): Promise<StudentState> {
  const { students } = await room.state();
  return students[0] as StudentState;
}

describe('a cell that runs', () => {
  it('is shown with where it is and since when by the server’s clock, and its student works', async () => {
    await room.clock.advance(600_000);
    await beat({ now: now(245_000) });

    expect(await ada()).toMatchObject({
      status: 'working',
      running: { notebook: 'a.ipynb', exercise: 'loops-3', since: ago(245_000), waitsForInput: false },
    });
  });

  it('waits for input, or is of no exercise, as the page says', async () => {
    await beat({ now: now(3000, { cell: { id: 'c1', index: 0 }, waiting: 'input' }) });

    expect((await ada()).running).toMatchObject({ exercise: null, waitsForInput: true });
  });

  it('of a notebook that was renamed says where its exercises are known, and hides what is hidden there', async () => {
    const renamed = now(3000, { notebook: 'mine.ipynb', formerly: 'x/a.ipynb' });
    await beat({ now: renamed });
    expect((await ada()).running).toMatchObject({ notebook: 'mine.ipynb', formerly: 'x/a.ipynb', exercise: 'loops-3' });

    const hidden = { name: 'loops-3', index: 6, title: 'Loops', checks: [], isHidden: true };
    const plan = { notebooks: [{ name: 'a.ipynb', exercises: [hidden] }] };
    expect((await room.asInstructor('PUT', '/classes/default/notebooks', plan)).statusCode).toBe(200);
    await beat({ now: renamed });
    expect((await ada()).running).toMatchObject({ notebook: 'mine.ipynb', exercise: null });
  });

  it('comes with a report of events, too', async () => {
    await room.report(token, 2, 2, { now: now(3000) });

    expect((await ada()).running).toMatchObject({ since: ago(3000) });
  });

  it('has ended when a report of the same page says nothing of it, and not with another page’s', async () => {
    await beat({ now: now(3000) });
    await beat({ sid: OTHER_SID });
    expect(await ada()).toHaveProperty('running');

    await beat();
    expect(await ada()).not.toHaveProperty('running');
  });

  it('ends by itself when its page says nothing for 150 s, whatever the wall clock does', async () => {
    await beat({ now: now(3000) });
    await room.clock.advance(150_000);
    expect(await ada()).toMatchObject({ status: 'working', running: {} });

    await room.clock.advance(1000);
    expect(await ada()).not.toHaveProperty('running');
    expect((await ada()).status).toBe('offline');
  });

  it('is the one of a student’s pages that has been running longest', async () => {
    await beat({ now: now(3000) });
    await beat({ sid: OTHER_SID, now: now(60_000, { notebook: 'b.ipynb' }) });

    expect((await ada()).running).toMatchObject({ notebook: 'b.ipynb', since: ago(60_000) });
  });

  it('keeps its start though a report takes long, and has a new one when it runs again', async () => {
    await beat({ now: now(3000) });
    const { running } = await ada();
    await room.clock.advance(15_000);
    await beat({ now: now(16_000) });
    expect((await ada()).running).toEqual(running);

    await room.clock.advance(15_000);
    await beat({ now: now(2500) });
    expect((await ada()).running?.since).toBe(ago(2500));
  });

  it('is told to viewers within two seconds, and so is its end', async () => {
    const reader = await FeedReader.open(room);
    await beat({ now: now(3000) });
    await room.clock.advance(2500);
    expect(reader.last.data.students).toMatchObject([{ running: { exercise: 'loops-3' } }]);

    await beat();
    await room.clock.advance(2500);
    expect(reader.last.data.students).toMatchObject([{ studentId: 'ada' }]);
    expect(JSON.stringify(reader.last.data.students)).not.toContain('running');
    reader.leave();
  });

  it.each([
    ['a word', 'soon'],
    ['no cell', { notebook: 'a.ipynb', forMs: 3000 }],
    ['no notebook', { cell, forMs: 3000 }],
    ['a time before it began', now(-1)],
    ['a time that is none', { ...now(0), forMs: '3000' }],
  ])('counts as none where the page says %s, and its batch is taken', async (_what, words) => {
    const response = await room.report(token, 2, 2, { now: words as RunningCell });

    expect(response.statusCode).toBe(202);
    expect(await ada()).toMatchObject({ events: 2 });
    expect(await ada()).not.toHaveProperty('running');
  });

  it('takes little room, however much a page says of it', async () => {
    const long = 'x'.repeat(50_000);
    await beat({ now: now(1e300, { notebook: long, cell: { id: long, index: 1, exercise: long } }) });

    expect(JSON.stringify(await ada()).length).toBeLessThan(2000);
  });

  it('is forgotten with its student’s data', async () => {
    await beat({ now: now(3000) });
    await room.asInstructor('DELETE', '/classes/default/students/ada/data');
    await room.state();

    expect(room.store.presence.nowAt('default', 'ada')).toEqual({});
  });
});

describe('a kernel out of reach', () => {
  it('is shown since the page lost it, until it says nothing more of it', async () => {
    await beat({ unreachable: { notebook: 'a.ipynb', forMs: 195_000 } });
    expect(await ada()).toMatchObject({ unreachable: { notebook: 'a.ipynb', since: ago(195_000) } });

    await beat();
    expect(await ada()).not.toHaveProperty('unreachable');
  });
});

describe('a notebook that saves itself', () => {
  it('is no activity of its student', async () => {
    for (let minute = 0; minute < 4; minute++) {
      await room.clock.advance(60_000);
      await room.send(
        token,
        room.batchOf([{ seq: minute + 2, type: 'notebook.saved', time: room.clock.timestamp, data: { notebook: 'a.ipynb' } }]),
      );
    }

    expect(await ada()).toMatchObject({ status: 'idle', lastEventAt: room.clock.timestamp });
  });
});
