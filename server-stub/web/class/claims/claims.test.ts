import { beforeEach, describe, expect, it } from 'vitest';
import type { HelpRequest, Visit } from '../../../../src/protocol';
import type { Failure } from '../../api/outcome';
import { createLiveStore, live, type LiveStore } from '../live/live-store';
import { AS_OF, makeDelta, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
import { FakeApi } from '../../testing/fake-api';
import { ME } from '../../testing/me';
import { momentOf } from '../../platform/clock';
import { FakeTime } from '../../testing/fake-time';
import { type Claims, createClaims, type Subject } from './claims';

const TAKEN: Failure = { kind: 'refused', status: 409, code: 'already_claimed', detail: 'Ada has claimed this.' };
const CALL: HelpRequest = { id: 'h1', studentId: 'a', since: AS_OF, status: 'open' };
const ofAda: Visit = { status: 'claimed', by: { id: 'ada', name: 'Ada' }, at: AS_OF };

const student: Subject = { key: 'student:a', target: { studentId: 'a' }, calls: [] };
const caller: Subject = { ...student, calls: [CALL] };
const team: Subject = { key: 'team:T', target: { team: 'T' }, calls: [CALL] };

let api: FakeApi;
let time: FakeTime;
let store: LiveStore;
let claims: Claims;

beforeEach(() => {
  api = new FakeApi();
  time = new FakeTime(Date.parse(AS_OF));
  store = createLiveStore(momentOf(time));
  const state = makeState([makeStudent('a', { team: 'T' })], { help: [CALL], teams: [makeTeam('T')] });
  store.setState(before => live.takeSnapshot(before, state, momentOf(time)));
  claims = createClaims('c1', store, { id: ME.id, name: ME.name }, { api, clock: time, timers: time });
});

const visitOf = (studentId: string): Visit | undefined => store.getState().board?.students.get(studentId)?.visit;
const hear = (visit?: Visit): void =>
  store.setState(state => live.takeDelta(state, makeDelta([makeStudent('a', { team: 'T', ...(visit && { visit }) })]), momentOf(time)));

describe('an answer', () => {
  it('is on the page at once, with my name, and goes to the server', async () => {
    const answered = claims.answer(student, 'claimed');
    expect(visitOf('a')).toEqual({ status: 'claimed', by: { id: 'me', name: 'Mei' }, at: AS_OF });
    await answered;
    expect(api.visits).toEqual([{ studentId: 'a', status: 'claimed' }]);
  });

  it('stays while the feed tells other things of the student, and gives way to what it tells of the visit', async () => {
    await claims.answer(student, 'claimed');
    hear();
    expect(visitOf('a')?.by.name).toBe('Mei');
    hear(ofAda);
    expect(visitOf('a')).toEqual(ofAda);
  });

  it('is taken back when it is refused, with the reason beside the student until the next try', async () => {
    api.refusal = TAKEN;
    await claims.answer(student, 'claimed');
    expect(visitOf('a')).toBeUndefined();
    expect(claims.refusals.getState().get('student:a')).toEqual(TAKEN);
    api.refusal = undefined;
    await claims.answer(student, 'claimed', { takeOver: true });
    expect(api.visits.at(-1)).toEqual({ studentId: 'a', status: 'claimed', takeOver: true });
    expect(claims.refusals.getState().size).toBe(0);
  });

  it('lets go of the reason by itself after a while', async () => {
    api.refusal = TAKEN;
    await claims.answer(student, 'claimed');
    time.pass(15_000);
    expect(claims.refusals.getState().size).toBe(0);
  });

  it('is shown no longer when the feed says nothing of it for two seconds', async () => {
    await claims.answer(student, 'claimed');
    time.pass(2000);
    expect(visitOf('a')).toBeUndefined();
  });

  it('to a caller claims the call; its end resolves the call and is a visit', async () => {
    await claims.answer(caller, 'claimed');
    expect(store.getState().board?.help[0]).toMatchObject({ status: 'claimed', by: { name: 'Mei' } });
    expect(api.visits).toEqual([]);
    await claims.answer(caller, 'done');
    expect(api.helpAnswers.map(({ status }) => status)).toEqual(['claimed', 'resolved']);
    expect(api.visits).toEqual([{ studentId: 'a', status: 'done' }]);
  });

  it('that gives a request back keeps the visit before it', async () => {
    const was: Visit = { ...ofAda, status: 'done' };
    hear(was);
    await claims.answer(caller, 'claimed');
    await claims.answer(caller, 'open');
    expect(api.helpAnswers.map(({ status }) => status)).toEqual(['claimed', 'open']);
    expect(api.visits).toEqual([]);
    expect(visitOf('a')).toEqual(was);
  });

  it('that gives a request back ends a claim made before the student asked', async () => {
    await claims.answer(student, 'claimed');
    hear({ status: 'claimed', by: { id: 'me', name: 'Mei' }, at: AS_OF });
    await claims.answer(caller, 'open');
    expect(api.visits.at(-1)).toEqual({ studentId: 'a', status: 'open' });
  });

  it('to a team is one to the team and to every call in it', async () => {
    await claims.answer(team, 'claimed');
    expect(api.helpAnswers).toEqual([{ helpId: 'h1', status: 'claimed', takeOver: false }]);
    expect(api.visits).toEqual([{ team: 'T', status: 'claimed' }]);
    expect(store.getState().board?.teams.get('T')?.visit?.status).toBe('claimed');
  });

  it('to a team leaves requests claimed by a colleague to them, unless taken over', async () => {
    const calls = [{ ...CALL, status: 'claimed' as const, by: ofAda.by, at: AS_OF }];
    await claims.answer({ ...team, calls }, 'claimed');
    expect(api.helpAnswers).toEqual([]);
    await claims.answer({ ...team, calls }, 'claimed', { takeOver: true });
    expect(api.helpAnswers).toEqual([{ helpId: 'h1', status: 'claimed', takeOver: true }]);
  });

  it('says what was found, on the page at once', async () => {
    const answered = claims.answer(student, 'done', { finding: 'not_stuck' });
    expect(visitOf('a')).toMatchObject({ status: 'done', finding: 'not_stuck' });
    await answered;
    expect(api.visits).toEqual([{ studentId: 'a', status: 'done', finding: 'not_stuck' }]);
  });
});

describe('a claim of which nothing came in 15 minutes', () => {
  const longAgo: Visit = { ...ofAda, at: '2026-11-22T09:45:00.000Z' };

  it('is nobody’s: the next claim takes it over without being asked', async () => {
    hear(longAgo);
    await claims.answer(student, 'claimed');
    expect(api.visits).toEqual([{ studentId: 'a', status: 'claimed', takeOver: true }]);
  });

  it('is in force a moment before', async () => {
    hear({ ...longAgo, at: '2026-11-22T09:45:00.001Z' });
    await claims.answer(student, 'claimed');
    expect(api.visits).toEqual([{ studentId: 'a', status: 'claimed' }]);
  });

  it('is so for a call, too, also within a team', async () => {
    const stale: HelpRequest = { ...CALL, status: 'claimed', by: ofAda.by, at: longAgo.at };
    store.setState(state => live.takeDelta(state, makeDelta([], { help: [stale] }), momentOf(time)));
    await claims.answer({ ...team, calls: [stale] }, 'claimed');
    expect(api.helpAnswers).toEqual([{ helpId: 'h1', status: 'claimed', takeOver: true }]);
  });
});

describe('who was helped last', () => {
  const done: Visit = { status: 'done', by: { id: 'me', name: 'Mei' }, at: AS_OF };
  const resolved: HelpRequest = { ...CALL, status: 'resolved', by: done.by, at: AS_OF };
  const last = () => claims.helped.getState()?.target;

  it('is known until that is taken back, or refused', async () => {
    await claims.answer(student, 'claimed');
    expect(last()).toBeUndefined();
    await claims.answer(student, 'done');
    expect(last()).toEqual({ studentId: 'a' });
    await claims.answer(student, 'open');
    expect(last()).toBeUndefined();
    api.refusal = TAKEN;
    await claims.answer(student, 'done');
    expect(last()).toBeUndefined();
  });

  it('can be said more of: of the visit and of the calls that it closed, who was there and when stays', async () => {
    store.setState(state =>
      live.takeDelta(
        state,
        makeDelta([makeStudent('a', { team: 'T', visit: { ...done, by: ofAda.by } })], { help: [{ ...resolved, by: ofAda.by }] }),
        momentOf(time),
      ),
    );
    time.pass(5000);
    const answered = claims.answer(student, 'done', { finding: 'explained', isRemark: true });
    expect(visitOf('a')).toEqual({ ...done, by: ofAda.by, finding: 'explained' });
    expect(store.getState().board?.help[0]).toMatchObject({ status: 'resolved', by: ofAda.by, at: AS_OF, finding: 'explained' });
    await answered;
    expect(api.helpAnswers).toEqual([{ helpId: 'h1', status: 'resolved', takeOver: false, finding: 'explained', isRemark: true }]);
    expect(api.visits).toEqual([{ studentId: 'a', status: 'done', finding: 'explained', isRemark: true }]);
    expect(last()).toBeUndefined();
  });

  it('is taken back, or said more of, before the server has told of it, and never overtakes what is on its way', async () => {
    let arrive: (outcome: { ok: true; value: true }) => void = () => undefined;
    const steps: string[] = [];
    api.answerHelp = (_class, _id, status, _takeOver, remark) => {
      const { finding = '' } = { ...remark };
      steps.push(`${status} ${finding}`);
      return steps.length === 1 ? new Promise(resolve => (arrive = resolve)) : Promise.resolve({ ok: true, value: true });
    };
    const first = claims.answer(caller, 'done');
    const second = claims.answer(student, 'done', { finding: 'technical', isRemark: true });
    const third = claims.answer(student, 'open');
    expect(store.getState().board?.help).toEqual([CALL]);
    expect(steps).toEqual(['resolved ']);
    arrive({ ok: true, value: true });
    await Promise.all([first, second, third]);
    expect(steps).toEqual(['resolved ', 'resolved technical', 'open ']);
  });

  it('is not stuck also by the call that this closes', async () => {
    await claims.answer(caller, 'done', { finding: 'not_stuck' });
    expect(api.helpAnswers).toEqual([{ helpId: 'h1', status: 'resolved', takeOver: false, finding: 'not_stuck' }]);
  });
});

describe('taking back that a student was helped', () => {
  const done: Visit = { status: 'done', by: { id: 'me', name: 'Mei' }, at: AS_OF };
  const resolved: HelpRequest = { ...CALL, question: 'Why?', status: 'resolved', by: done.by, at: AS_OF };
  const hearBoth = (help: HelpRequest): void =>
    store.setState(state =>
      live.takeDelta(state, makeDelta([makeStudent('a', { team: 'T', visit: done })], { help: [help] }), momentOf(time)),
    );

  it('opens the call that it closed, with its question and its place', async () => {
    hearBoth(resolved);
    const answered = claims.answer(student, 'open');
    expect(store.getState().board?.help).toEqual([{ ...CALL, question: 'Why?' }]);
    await answered;
    expect(api.helpAnswers).toEqual([{ helpId: 'h1', status: 'open', takeOver: false }]);
    expect(api.visits).toEqual([{ studentId: 'a', status: 'open' }]);
  });

  it('leaves calls closed that somebody else closed, or another visit', async () => {
    hearBoth({ ...resolved, by: ofAda.by });
    await claims.answer(student, 'open');
    hearBoth({ ...resolved, at: '2026-11-22T09:50:00.000Z' });
    await claims.answer(student, 'open');
    expect(api.helpAnswers).toEqual([]);
  });
});
