import { describe, expect, it } from 'vitest';
import { createMemoryOutbox } from '../../outbox/memory';
import { DEFAULT_POLICY, type EnrolmentReply, type EnrolmentRequest } from '../../protocol';
import type { Transport } from '../../transport/transport';
import type { HubTokenAnswer } from './hub-tokens';
import type { ReportingIdentity } from './identity';
import { Session } from './session';

const identity: ReportingIdentity = {
  serverUrl: 'http://class.example',
  joinCode: 'plum',
  studentId: 'ada',
  displayName: '',
  team: '',
  vouchedBy: 'hub',
};
const reply: EnrolmentReply = {
  token: 'a.b.c',
  expiresAt: '2026-11-22T09:00:00.000Z',
  classId: 'default',
  studentId: 'ada',
  displayName: 'ada',
  team: '',
  policy: DEFAULT_POLICY,
};
const signal = new AbortController().signal;

/** A session, what it asked for, and what it wrote. */
function open(identity: ReportingIdentity, answer: HubTokenAnswer) {
  const requests: EnrolmentRequest[] = [];
  const records: unknown[] = [];
  const memory = createMemoryOutbox();
  const outbox = Object.assign(Object.create(memory) as typeof memory, {
    setItem: (name: string, value: unknown) => {
      records.push(value);
      return memory.setItem(name, value);
    },
  });
  const transport = {
    enrol: async (_url: string, request: EnrolmentRequest) => {
      requests.push(request);
      return { kind: 'enrolled', reply };
    },
  } as unknown as Transport;
  const session = new Session({ identity, deviceId: 'd'.repeat(22), outbox, transport, hubTokens: async () => answer });
  return { session, requests, records };
}

describe('a student whom JupyterHub vouches for', () => {
  it('joins with a fresh token of the hub, which is kept nowhere', async () => {
    const { session, requests, records } = open(identity, { kind: 'token', token: 'hub-secret' });

    expect(await session.enrol(signal)).toMatchObject({ kind: 'enrolled' });
    await session.sign();
    expect(requests).toEqual([{ joinCode: 'plum', studentId: 'ada', deviceId: 'd'.repeat(22), hubToken: 'hub-secret' }]);
    expect(records.length).toBeGreaterThan(0);
    expect(JSON.stringify(records)).not.toContain('hub-secret');
  });

  it('does not pass for somebody unknown when the hub does not say who they are', async () => {
    const silent = open(identity, { kind: 'unavailable', trouble: { kind: 'hub_silent' } });
    const staff = open(identity, { kind: 'refused', trouble: { kind: 'hub_staff' } });

    expect(await silent.session.enrol(signal)).toEqual({ kind: 'unreachable', trouble: { kind: 'hub_silent' } });
    expect(await staff.session.enrol(signal)).toMatchObject({ kind: 'not_vouched_for', trouble: { kind: 'hub_staff' } });
    expect([...silent.requests, ...staff.requests]).toEqual([]);
  });
});

describe('any other student', () => {
  it('joins without a word to the hub', async () => {
    const { vouchedBy: _, ...typed } = identity;
    const { session, requests } = open(typed, { kind: 'token', token: 'hub-secret' });
    await session.enrol(signal);

    expect(requests[0]).not.toHaveProperty('hubToken');
  });
});
