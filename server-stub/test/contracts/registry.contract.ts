import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CoursePlan, DEFAULT_POLICY } from '../../../src/protocol';
import type { Store } from '../../src/app/storage/store';
import type { ClassRecord, Enrolment, Registry } from '../../src/class/registry/registry';
import { describeJoining } from './joining.contract';
import { describeRooms } from './rooms.contract';
import { describeRosters } from './roster.contract';

const PLAN: CoursePlan = {
  notebooks: [
    {
      name: "第1週 '; DROP TABLE classes.ipynb",
      exercises: [{ name: 'loops', index: 3, title: '<b>', checks: ['loops-1', '😀'], placeholder: '0123456789abcdef', isHidden: true }],
    },
  ],
  runningCounts: true,
};

const python: ClassRecord = { id: 'python', name: 'Python 1', joinCode: 'Blue-Fox 7', policy: DEFAULT_POLICY, createdAtMs: 1_000 };
const statistics: ClassRecord = { ...python, plan: PLAN, id: 'statistics', name: '統計学 <b>', joinCode: 'red-owl', createdAtMs: 2_000 };

const ada: Enrolment = {
  classId: 'python',
  studentId: 'ada',
  displayName: 'Ada <img onerror=alert(1)>',
  team: "'; DROP TABLE enrolments; --",
  deviceId: 'D'.repeat(22),
  enrolledAtMs: 1_795_338_600_123,
};
const elsewhere = { deviceId: 'E'.repeat(22), enrolledAtMs: ada.enrolledAtMs + 5_000 };

/** What every registry does, whatever it keeps its records in. `open` gives an empty store. */
export function describeRegistry(open: () => Promise<Store>): void {
  let store: Store;
  let registry: Registry;
  beforeEach(async () => {
    store = await open();
    registry = store.registry;
  });
  afterEach(() => store.close());

  it('starts with no class', async () => {
    expect(await registry.listClasses()).toEqual([]);
    expect(await registry.getClass('python')).toBeUndefined();
    expect(await registry.findByJoinCode('Blue-Fox 7')).toBeUndefined();
  });

  it('gives classes back as they were, the oldest first', async () => {
    expect(await registry.createClass(statistics)).toBe(true);
    expect(await registry.createClass(python)).toBe(true);
    expect(await registry.listClasses()).toEqual([python, statistics]);
    expect(await registry.getClass('statistics')).toEqual(statistics);
  });

  it.each(['Blue-Fox 7', 'blue-fox 7', '  BLUE-FOX 7\n', 'Ｂｌｕｅ－Ｆｏｘ ７'])('finds a class by %j', async typed => {
    await registry.createClass(python);
    expect(await registry.findByJoinCode(typed)).toEqual(python);
  });

  it.each(['', 'blue-fox', 'blue-fox 77', '__proto__', '%'])('finds no class by %j', async typed => {
    await registry.createClass(python);
    expect(await registry.findByJoinCode(typed)).toBeUndefined();
  });

  it('refuses a second class with the same id or join code, and keeps the first', async () => {
    await registry.createClass(python);
    expect(await registry.createClass({ ...statistics, id: 'python' })).toBe(false);
    expect(await registry.createClass({ ...statistics, joinCode: 'BLUE-fox 7' })).toBe(false);
    expect(await registry.listClasses()).toEqual([python]);
    expect(await registry.findByJoinCode('red-owl')).toBeUndefined();
  });

  it('creates one class when two want its join code at the same time', async () => {
    const outcomes = await Promise.all([python, { ...statistics, joinCode: python.joinCode }].map(record => registry.createClass(record)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await registry.listClasses()).toHaveLength(1);
  });

  it('replaces name, join code, policy, identity rule, team rule, levels of attention and plan of a class, and frees its old code', async () => {
    await registry.createClass(python);
    const changed: ClassRecord = {
      ...python,
      name: 'Python 2',
      joinCode: 'GREEN',
      policy: { level: 'code', cadenceMs: 1_000, revision: 2 },
      identity: 'hub',
      teams: { from: 'listed', list: ['Équipe 1', 'red/blue'] },
      attention: { errorStreak: 4 },
      plan: PLAN,
    };
    expect(await registry.updateClass(python, changed)).toBe('updated');
    expect(await registry.findByJoinCode('green')).toEqual(changed);
    expect(await registry.findByJoinCode(python.joinCode)).toBeUndefined();
    expect(await registry.createClass({ ...statistics, joinCode: python.joinCode })).toBe(true);
  });

  it('keeps a join code through a change of its case, and when a class was made', async () => {
    await registry.createClass(python);
    expect(await registry.updateClass(python, { ...python, joinCode: 'BLUE-FOX 7', createdAtMs: 9 })).toBe('updated');
    expect(await registry.findByJoinCode('blue-fox 7')).toEqual({ ...python, joinCode: 'BLUE-FOX 7' });
  });

  it("refuses to change a class that is not there, or to take another's join code", async () => {
    await registry.createClass(python);
    await registry.createClass(statistics);
    const nowhere = { ...python, id: 'nowhere' };
    expect(await registry.updateClass(nowhere, { ...nowhere, joinCode: 'new' })).toBe('outdated');
    expect(await registry.updateClass(python, { ...python, name: 'changed', joinCode: 'RED-owl' })).toBe('taken');
    expect(await registry.listClasses()).toEqual([python, statistics]);
    expect(await registry.findByJoinCode('new')).toBeUndefined();
  });

  it("keeps another's change of a class: one that was made of its older state is refused", async () => {
    const { policy } = python;
    const changes: ClassRecord[] = [
      { ...python, name: 'Python 2' },
      { ...python, joinCode: 'GREEN' },
      { ...python, identity: 'hub' },
      { ...python, policy: { ...policy, cadenceMs: 1_000, revision: policy.revision + 1 } },
      { ...python, teams: { from: 'roster', list: [] } },
      { ...python, attention: { errorStreak: 5 } },
      { ...python, plan: PLAN },
    ];
    await registry.createClass(python);
    const outcomes = await Promise.all(changes.map(changed => registry.updateClass(python, changed)));
    expect(outcomes.toSorted()).toEqual([...Array.from({ length: changes.length - 1 }, () => 'outdated'), 'updated']);
    const kept = changes[outcomes.indexOf('updated')];
    expect(await registry.listClasses()).toEqual([kept]);
    expect(await registry.updateClass(python, python)).toBe('outdated');
    expect(await registry.findByJoinCode(kept?.joinCode ?? '')).toEqual(kept);
  });

  it('enrols a student who is new', async () => {
    expect(await registry.enrol(ada)).toEqual({ verdict: 'enrolled', enrolment: ada });
    expect(await registry.getEnrolment('python', 'ada')).toEqual(ada);
    expect(await registry.getEnrolment('python', 'Ada')).toBeUndefined();
    expect(await registry.getEnrolment('statistics', 'ada')).toBeUndefined();
  });

  it('renews a name for the device that holds it, with the newest display name and team', async () => {
    await registry.enrol(ada);
    const renewed = { ...ada, displayName: 'Ada L.', team: '' };
    expect(await registry.enrol({ ...renewed, enrolledAtMs: elsewhere.enrolledAtMs })).toEqual({ verdict: 'enrolled', enrolment: renewed });
    expect(await registry.getEnrolment('python', 'ada')).toEqual(renewed);
  });

  it('refuses a name that another device holds, and changes nothing', async () => {
    await registry.enrol(ada);
    expect(await registry.enrol({ ...ada, ...elsewhere, displayName: 'Mallory' })).toEqual({ verdict: 'taken' });
    expect(await registry.getEnrolment('python', 'ada')).toEqual(ada);
  });

  it('gives a name to one of many devices that want it at the same time', async () => {
    const devices = Array.from({ length: 20 }, (_, index) => ({ ...ada, deviceId: `device-${String(index)}` }));
    const outcomes = await Promise.all(devices.map(enrolment => registry.enrol(enrolment)));
    const [winner, ...others] = outcomes.flatMap(outcome => (outcome.verdict === 'enrolled' ? [outcome.enrolment] : []));
    expect(others).toEqual([]);
    expect(await registry.getEnrolment('python', 'ada')).toEqual(winner);
  });

  it('lets the same name be taken in another class', async () => {
    await registry.enrol(ada);
    const other = { ...ada, ...elsewhere, classId: 'statistics' };
    expect(await registry.enrol(other)).toEqual({ verdict: 'enrolled', enrolment: other });
  });

  it('frees a name for another device', async () => {
    await registry.enrol(ada);
    expect(await registry.release('python', 'ada')).toBe(true);
    expect(await registry.getEnrolment('python', 'ada')).toBeUndefined();
    expect(await registry.release('python', 'ada')).toBe(false);
    const successor = { ...ada, ...elsewhere };
    expect(await registry.enrol(successor)).toEqual({ verdict: 'enrolled', enrolment: successor });
  });

  it.each(['__proto__', 'device:ada', 'a:b {c}', '😀', '%'])('keeps a student named %j apart from all others', async studentId => {
    await registry.enrol(ada);
    const odd = { ...ada, ...elsewhere, studentId };
    expect(await registry.enrol(odd)).toEqual({ verdict: 'enrolled', enrolment: odd });
    expect(await registry.getEnrolment('python', studentId)).toEqual(odd);
    expect(await registry.getEnrolment('python', 'ada')).toEqual(ada);
  });

  it('remembers which key a server signed with last, apart from the classes', async () => {
    expect(await registry.swapSigningKeyId('first')).toBeUndefined();
    expect(await registry.swapSigningKeyId('second')).toBe('first');
    expect(await registry.swapSigningKeyId('second')).toBe('second');
    expect(await registry.listClasses()).toEqual([]);
  });

  describe('with limits and keys', () => {
    describeJoining(() => registry);
  });

  describe('with rosters', () => {
    describeRosters(() => registry);
  });

  describe('with rooms', () => {
    describeRooms(() => store.rooms);
  });

  it('refuses everything once it is closed', async () => {
    await registry.close();
    await expect(registry.listClasses()).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await expect(registry.enrol(ada)).rejects.toMatchObject({ name: 'LogUnavailableError' });
  });
}
