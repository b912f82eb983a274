import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage, BatchReply, InstructorMessage, MessageTarget, SentMessage } from '../../../src/protocol';
import { addInstructor } from '../support/callers';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';

const HOUR_MS = 3_600_000;

let room: Classroom;
let ada: string;
let bob: string;

beforeEach(async () => {
  room = await Classroom.open();
  ada = (await room.enrol('ada', { team: 'Team 1' })).token;
  bob = (await room.enrol('bob', { team: 'Team 2', deviceId: OTHER_DEVICE })).token;
});
afterEach(() => room.close());

const post = (to: unknown, text: unknown = 'Read the last line first.', token?: string) =>
  room.asInstructor('POST', '/classes/default/messages', { to, text }, token);

async function send(to: MessageTarget, text?: string): Promise<string> {
  return (await post(to, text)).json<{ id: string }>().id;
}

/** A heartbeat's answer, once the server has looked at the log. */
async function beat(token: string, seenMessage?: string): Promise<BatchReply> {
  await room.clock.advance(2000);
  return (await room.send(token, room.batchOf([], seenMessage === undefined ? {} : { seenMessage }))).json();
}

const messagesOf = async (token: string, seenMessage?: string): Promise<readonly InstructorMessage[]> =>
  (await beat(token, seenMessage)).messages;

const sent = async (): Promise<SentMessage[]> => (await room.asInstructor('GET', '/classes/default/messages')).json().messages;

describe('a message', () => {
  it('to a student comes with their heartbeats until they say that they were shown it, and with nobody else’s', async () => {
    const id = await send({ studentId: 'ada' }, 'Hello');

    expect(await messagesOf(ada)).toEqual([{ id, text: 'Hello' }]);
    expect(await messagesOf(ada)).toEqual([{ id, text: 'Hello' }]);
    expect(await messagesOf(bob)).toEqual([]);
    expect(await messagesOf(ada, id)).toEqual([]);
    // Another tab of the same student, which has shown nothing yet.
    expect(await messagesOf(ada)).toEqual([]);
  });

  it('comes with the report of events, too', async () => {
    const id = await send({ all: true });
    await room.clock.advance(2000);

    expect((await room.report(ada, 1, 1)).json()).toMatchObject({ messages: [{ id }] });
  });

  it('tells how many it is to and how many were shown it, each once', async () => {
    const id = await send({ all: true }, 'Exercise 3 now');
    expect(await sent()).toEqual([
      {
        id,
        to: { all: true },
        text: 'Exercise 3 now',
        sentAt: room.clock.timestamp,
        by: { id: 'owner', name: 'Owner' },
        recipients: 2,
        shown: 0,
      },
    ]);
    await Promise.all([beat(ada, id), beat(ada, id)]);
    await beat(ada, id);
    await room.clock.advance(2000);

    expect(await sent()).toMatchObject([{ recipients: 2, shown: 1 }]);
    const entries = await room.store.log.read('default', '0', 100);
    expect(entries.filter(({ entry }) => entry.kind === 'action' && entry.action.type === 'shown')).toHaveLength(1);
  });

  it('is to those who are in the team when it is sent', async () => {
    const id = await send({ team: 'Team 1' });
    await room.enrol('cy', { team: 'Team 1', deviceId: 'F'.repeat(22) });

    expect(await messagesOf(ada)).toMatchObject([{ id }]);
    expect(await messagesOf(bob)).toEqual([]);
    expect(await sent()).toMatchObject([{ recipients: 1 }]);
  });

  it('follows the others in the order in which they were sent, ten at a time', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 12; number++) {
      ids.push(await send({ studentId: 'ada' }, String(number)));
    }
    const first = await messagesOf(ada);
    const rest = await messagesOf(ada, first.at(-1)?.id);

    expect(ids).toEqual(ids.toSorted());
    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids);
    expect(first).toHaveLength(10);
  });

  it('is not shown to whoever comes back half a day later', async () => {
    await send({ studentId: 'ada' });
    await room.clock.advance(12 * HOUR_MS);
    expect(await messagesOf(ada)).toEqual([]);
    await beat(ada, await send({ studentId: 'ada' }));
    await room.clock.advance(2000);

    expect((await sent()).map(({ shown }) => shown)).toEqual([1, 0]);
  });

  it('survives a restart, and so does that it was shown', async () => {
    const id = await send({ all: true });
    await beat(ada, id);
    await room.restart();
    await beat(ada);

    expect(await messagesOf(ada)).toEqual([]);
    expect(await messagesOf(bob)).toMatchObject([{ id }]);
    expect(await sent()).toMatchObject([{ recipients: 2, shown: 1 }]);
  });

  it('reaches the dashboards at once, and that it was shown soon after', async () => {
    const reader = await FeedReader.open(room);
    const id = await send({ all: true });
    await room.clock.advance(500);
    expect(reader.last.data.messages).toMatchObject([{ id, shown: 0 }]);
    await beat(ada, id);
    await room.clock.advance(4000);

    expect((await room.state()).messages).toMatchObject([{ id, shown: 1 }]);
    expect(reader.events.findLast(({ data }) => data.messages !== undefined)?.data.messages).toMatchObject([{ id, shown: 1 }]);
    reader.leave();
  });

  it('goes with the data of the student whom it was to; one to several stays theirs', async () => {
    await send({ studentId: 'ada' }, 'Only for Ada');
    const shared = await send({ all: true }, 'For all');
    await beat(ada, shared);
    await room.asInstructor('DELETE', '/classes/default/students/ada/data');
    const kept = JSON.stringify(await room.store.log.read('default', '0', 100));

    expect(await sent()).toMatchObject([{ id: shared, recipients: 1, shown: 0 }]);
    expect(kept).not.toContain('Only for Ada');
    expect(kept.match(/"ada"/gu)).toHaveLength(1);
    await room.restart();
    expect(await sent()).toMatchObject([{ id: shared, recipients: 1, shown: 0 }]);
    expect(await messagesOf(bob)).toMatchObject([{ id: shared }]);
  });

  // The last but one is what a server would say whose record is longer, and which this one has taken the place of.
  it.each(['', 'zzz', '~', '9'.repeat(400), '000000000000000', '-1', '000000000000999', '__proto__'])(
    'is shown though the client says that it has shown %j',
    async seen => {
      const id = await send({ studentId: 'ada' });

      expect(await messagesOf(ada, seen)).toHaveLength(1);
      expect(await messagesOf(ada, seen)).toHaveLength(1);
      expect(await sent()).toMatchObject([{ shown: 0 }]);
      expect(await messagesOf(ada, id)).toEqual([]);
      expect(await messagesOf(ada, seen)).toEqual([]);
      await room.clock.advance(2000);
      expect(await sent()).toMatchObject([{ shown: 1 }]);
    },
  );

  it.each([
    [{ studentId: 'nobody' }, 'Hello', 404],
    [{ team: 'none' }, 'Hello', 404],
    [{ errorGroup: 'none' }, 'Hello', 404],
    [{ studentId: 'ada', team: 'Team 1' }, 'Hello', 422],
    [{ all: false }, 'Hello', 422],
    [undefined, 'Hello', 422],
    [{ all: true }, ' \n', 422],
    [{ all: true }, 'x'.repeat(1001), 422],
    [{ all: true }, 7, 422],
  ])('to %j is not sent with the text %j: %i', async (to, text, status) => {
    expect((await post(to, text)).statusCode).toBe(status);
    expect(await sent()).toEqual([]);
  });

  it('is put on record without its text', async () => {
    await send({ studentId: 'ada' }, 'secret words');
    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();

    expect(entries).toMatchObject([{ action: 'message.sent', classId: 'default', subject: 'ada' }]);
    expect(JSON.stringify(entries) + room.logLines.join('\n')).not.toContain('secret words');
  });

  it('is refused to an instructor who sends them without end, and to nobody else', async () => {
    const { token } = await addInstructor(room, 'assistant', 'Grace');
    const replies = await Promise.all(Array.from({ length: 40 }, () => post({ all: true }, 'Hello', token)));

    expect(replies.filter(({ statusCode }) => statusCode === 201)).toHaveLength(30);
    expect(replies.at(-1)?.json()).toMatchObject({ status: 429, code: 'too_many_attempts' });
    expect((await post({ all: true })).statusCode).toBe(201);
  });
});

describe('a hint to those who have the same error', () => {
  const cell = { id: 'c1', index: 0, exercise: 'q1' };
  const failing = { cell, ok: false, error: { name: 'NameError', message: "name 'x' is not defined" } };

  it('is to exactly those, and lapses for whoever gets it to work', async () => {
    await room.send(ada, room.batchOf([room.run(1, failing)]));
    await room.send(bob, room.batchOf([room.run(1, failing)]));
    await room.enrol('cy', { deviceId: 'F'.repeat(22) });
    const [group] = (await room.state()).errors;
    const id = await send({ errorGroup: group?.id ?? '' });
    await room.send(bob, room.batchOf([room.run(2, { cell })]));

    expect(await messagesOf(ada)).toMatchObject([{ id }]);
    expect(await messagesOf(bob)).toEqual([]);
    expect(await sent()).toMatchObject([{ recipients: 2, shown: 0, lapsed: 1 }]);
    await beat(bob, await send({ studentId: 'bob' }));
    await beat(ada, id);
    await room.send(ada, room.batchOf([room.run(2, { cell })]));
    expect((await sent())[1]).toMatchObject({ id, recipients: 2, shown: 1, lapsed: 1 });
  });

  it('tells how many of those who were shown it passed within ten minutes, and can be found again by what it was about', async () => {
    await room.send(ada, room.batchOf([room.run(1, failing)]));
    await room.send(bob, room.batchOf([room.run(1, failing)]));
    const [group] = (await room.state()).errors;
    const errorGroup = group?.id ?? '';
    const id = await send({ errorGroup }, 'Look at the name');
    await send({ all: true });
    await beat(ada, id);
    const shownAtMs = Date.parse(room.clock.timestamp);
    await beat(bob, id);
    await room.send(ada, room.batchOf([room.run(2, { cell })]));
    const found = async (about: string): Promise<SentMessage[]> =>
      (await room.asInstructor('GET', `/classes/default/messages?errorGroup=${encodeURIComponent(about)}`)).json().messages;

    expect(await found(errorGroup)).toMatchObject([
      { id, text: 'Look at the name', effect: { shown: 2, passed: 1, until: new Date(shownAtMs + 2000 + HOUR_MS / 6).toISOString() } },
    ]);
    const late = room.run(2, { cell });
    await room.clock.advance(HOUR_MS);
    await room.send(bob, room.batchOf([late]));
    expect((await found(errorGroup))[0]?.effect).toMatchObject({ shown: 2, passed: 2 });
    await room.restart();
    expect((await room.state()).messages?.find(message => message.id === id)?.effect).toMatchObject({ shown: 2, passed: 2 });
    expect(await found('other')).toEqual([]);
  });

  it('about a failing check is to those for whom it fails, and lapses for whoever passes it', async () => {
    const check = (ok: boolean) => ({ cell: { id: 't1', index: 3 }, ok, checks: [{ exercise: 'q1', check: 'adds up', ok }] });
    await room.send(ada, room.batchOf([room.run(1, { cell }), room.run(2, check(false))]));
    await room.send(bob, room.batchOf([room.run(1, { cell }), room.run(2, check(false))]));
    const [group] = (await room.state()).errors;
    expect(group).toMatchObject({ kind: 'check', check: 'adds up', studentIds: ['ada', 'bob'] });
    const id = await send({ errorGroup: group?.id ?? '' });
    await room.send(bob, room.batchOf([room.run(3, check(true))]));
    await room.send(ada, room.batchOf([room.run(3, { cell })]));

    expect(await messagesOf(ada)).toMatchObject([{ id }]);
    expect(await messagesOf(bob)).toEqual([]);
    expect(await sent()).toMatchObject([{ recipients: 2, lapsed: 1 }]);
    await room.restart();
    expect(await sent()).toMatchObject([{ recipients: 2, lapsed: 1 }]);
  });
});

describe('a reply to a report', () => {
  it('tells how the help request stands, and its place among those who wait', async () => {
    await room.send(bob, room.batchOf([room.call(1)], { sid: OTHER_SID }));
    await room.clock.advance(1000);
    await room.send(ada, room.batchOf([room.call(1)]));
    await room.clock.advance(2000);
    const [first, second] = (await room.state()).help;

    expect((await beat(ada)).help).toEqual({ id: second?.id, status: 'open', position: 2 });
    await room.asInstructor('PATCH', `/classes/default/help/${first?.id ?? ''}`, { status: 'claimed' });
    expect((await beat(ada)).help).toMatchObject({ position: 1 });
    expect((await beat(bob)).help).toEqual({ id: first?.id, status: 'claimed' });
    await room.asInstructor('PATCH', `/classes/default/help/${first?.id ?? ''}`, { status: 'resolved' });
    expect((await beat(bob)).help).toEqual({ id: first?.id, status: 'resolved' });
  });

  it('says nothing of it to whoever called for nothing, or took it back', async () => {
    await room.send(ada, room.batchOf([room.call(1)]));
    await room.send(ada, room.batchOf([{ seq: 1, type: 'help.withdrawn', time: room.clock.timestamp, data: {} }], { sid: OTHER_SID }));

    expect(await beat(ada)).not.toHaveProperty('help');
    expect(await beat(bob)).not.toHaveProperty('help');
  });

  it('says nothing of it while the class’s log is still being read: an old call would end the new one', async () => {
    await room.send(ada, room.batchOf([room.call(1)]));
    const [old] = (await room.state()).help;
    await room.asInstructor('PATCH', `/classes/default/help/${old?.id ?? ''}`, { status: 'resolved' });
    for (let seq = 1; seq <= 100; seq++) {
      await room.report(bob, seq, seq, { sid: OTHER_SID });
    }
    await room.clock.advance(1000);
    await room.send(ada, room.batchOf([room.call(2)]));
    await room.restart();
    const read = room.store.log.read.bind(room.store.log);
    let goOn = (): void => undefined;
    const pause = new Promise<void>(resolve => {
      goOn = resolve;
    });
    room.store.log.read = async (...args) => {
      await (args[1] === '0' ? undefined : pause);
      return read(...args);
    };
    await beat(ada);

    expect(await beat(ada)).not.toHaveProperty('help');
    goOn();
    await room.state();
    expect((await beat(ada)).help).toMatchObject({ status: 'open', position: 1 });
  });
});
