import { beforeEach, expect, it } from 'vitest';
import type { Enrolment, EnrolResult, JoiningRules, Registry } from '../../src/class/registry/registry';

const START_MS = 1_795_338_600_000;
const device = (name: string): string => name.padEnd(22, 'x');
const enrolment = (studentId: string, words: Partial<Enrolment> = {}): Enrolment => ({
  classId: 'python',
  studentId,
  displayName: studentId,
  team: '',
  deviceId: device(studentId),
  enrolledAtMs: START_MS,
  ...words,
});

/** What every registry does about who may join, and as whom: a part of its contract. `emptyRegistry` gives the one of the present test. */
export function describeJoining(emptyRegistry: () => Registry): void {
  let registry: Registry;
  let joined = 0;
  beforeEach(() => {
    registry = emptyRegistry();
    joined = 0;
  });

  const join = (studentId: string, rules: JoiningRules = {}, words: Partial<Enrolment> = {}): Promise<EnrolResult> => {
    joined += 1;
    return registry.enrol(enrolment(studentId, { enrolledAtMs: START_MS + joined, ...words }), rules);
  };
  const holders = async (): Promise<string[]> => (await registry.listEnrolments('python')).map(({ studentId }) => studentId).toSorted();

  it('lets a newcomer of a full class have the place of whoever joined first of those who never reported', async () => {
    for (const student of ['ada', 'bob', 'cy']) {
      expect(await join(student, { maxStudents: 3 })).not.toHaveProperty('displaced');
    }
    await registry.noteReported('python', 'ada');
    expect(await join('dan', { maxStudents: 3 })).toMatchObject({ verdict: 'enrolled', displaced: 'bob' });
    expect(await join('eve', { maxStudents: 3 })).toMatchObject({ verdict: 'enrolled', displaced: 'cy' });
    expect(await holders()).toEqual(['ada', 'dan', 'eve']);
  });

  it('refuses a newcomer of a class that is full of students who have reported, and renews theirs', async () => {
    for (const student of ['ada', 'bob']) {
      await join(student, { maxStudents: 2 });
      await registry.noteReported('python', student);
    }
    expect(await join('cy', { maxStudents: 2 })).toEqual({ verdict: 'class_full' });
    expect((await join('ada', { maxStudents: 2 })).verdict).toBe('enrolled');
    expect(await holders()).toEqual(['ada', 'bob']);
    await registry.release('python', 'bob');
    expect((await join('cy', { maxStudents: 2 })).verdict).toBe('enrolled');
  });

  it('never holds more than the limit, however many come at the same time', async () => {
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, index) => join(`s${String(index)}`, { maxStudents: 5 })));
    expect(outcomes.filter(({ verdict }) => verdict === 'enrolled')).toHaveLength(40);
    expect(await holders()).toHaveLength(5);
  });

  it('has a place for everybody on the roster', async () => {
    await registry.replaceRoster('python', [
      { studentId: 'ada', displayName: 'Ada' },
      { studentId: 'bob', displayName: 'Bob' },
    ]);
    expect((await join('ada', { maxStudents: 1 })).verdict).toBe('enrolled');
    expect(await join('bob', { maxStudents: 1 })).toMatchObject({ verdict: 'enrolled' });
    expect(await holders()).toEqual(['ada', 'bob']);
  });

  it('gives one device so many names and no more, and counts what it let go of as none', async () => {
    const one = { deviceId: device('one') };
    expect((await join('ada', { maxNames: 2 }, one)).verdict).toBe('enrolled');
    expect((await join('bob', { maxNames: 2 }, one)).verdict).toBe('enrolled');
    expect(await join('cy', { maxNames: 2 }, one)).toEqual({ verdict: 'too_many_names' });
    expect((await join('ada', { maxNames: 2 }, one)).verdict).toBe('enrolled');
    expect((await join('dan', { maxNames: 2 })).verdict).toBe('enrolled');
    await registry.release('python', 'bob');
    expect((await join('cy', { maxNames: 2 }, one)).verdict).toBe('enrolled');
  });

  it('frees the names of all who never reported, of this class alone', async () => {
    for (const student of ['ada', 'bob', 'cy']) {
      await join(student);
    }
    await join('zoe', {}, { classId: 'statistics' });
    await registry.noteReported('python', 'bob');
    expect([...(await registry.releaseSilent('python'))].toSorted()).toEqual(['ada', 'cy']);
    expect(await holders()).toEqual(['bob']);
    expect(await registry.releaseSilent('python')).toEqual([]);
    expect(await registry.getEnrolment('statistics', 'zoe')).toBeDefined();
  });

  it('keeps a withdrawn name from the device that held it, until its student asks for it', async () => {
    await join('ada');
    expect(await registry.withdraw('python', 'ada')).toBe(true);
    expect(await registry.withdraw('python', 'ada')).toBe(false);
    expect(await registry.withdrawnFrom('python', 'ada')).toBe(device('ada'));
    expect(await join('ada')).toEqual({ verdict: 'released' });
    expect(await join('ADA', {}, { deviceId: device('ada') })).toEqual({ verdict: 'released' });
    expect((await join('ada', { isAskedFor: true })).verdict).toBe('enrolled');
    expect(await registry.withdrawnFrom('python', 'ada')).toBeUndefined();
  });

  it('gives a withdrawn name to the next device that asks, and remembers nothing of the one before', async () => {
    await join('ada');
    await registry.withdraw('python', 'ada');
    expect((await join('ada', {}, { deviceId: device('new') })).verdict).toBe('enrolled');
    expect(await registry.withdrawnFrom('python', 'ada')).toBeUndefined();
    expect(await join('ada')).toEqual({ verdict: 'taken' });
    await registry.withdraw('python', 'ada');
    await registry.release('python', 'ada');
    expect(await registry.withdrawnFrom('python', 'ada')).toBeUndefined();
  });

  it.each([
    ['case', 'Zoë', 'zOË'],
    ['how an accent is typed', 'Zo\u00EB', 'Zoe\u0308'],
    ['a character that nobody sees', 'ada', '\u202Ea\u200Bda'],
  ])('takes two ids for one student that differ by %s, under the id that was first', async (_what, first, second) => {
    await join(first, {}, { deviceId: device('one') });
    expect(await join(second)).toEqual({ verdict: 'taken', heldAs: first });
    const again = await join(second, {}, { deviceId: device('one'), displayName: 'Zoe' });
    expect(again).toMatchObject({ verdict: 'enrolled', enrolment: { studentId: first, displayName: 'Zoe' } });
    expect(await holders()).toEqual([first]);
    await registry.release('python', first);
    expect(await join(second)).toMatchObject({ verdict: 'enrolled', enrolment: { studentId: second } });
  });

  it('gives a name to one of many spellings that want it at the same time', async () => {
    const spellings = ['ada', 'Ada', 'ADA', 'a\u200Bda', 'adA'];
    const outcomes = await Promise.all(spellings.map((id, index) => join(id, {}, { deviceId: device(String(index)) })));
    expect(outcomes.filter(({ verdict }) => verdict === 'enrolled')).toHaveLength(1);
    expect(await holders()).toHaveLength(1);
  });

  it('keeps two of one key apart whom a roster lists both', async () => {
    await registry.replaceRoster('python', [
      { studentId: 'ada', displayName: 'Ada' },
      { studentId: 'ADA', displayName: 'Other' },
    ]);
    expect(await join('ada')).toMatchObject({ enrolment: { studentId: 'ada' } });
    expect(await join('ADA', {}, { deviceId: device('other') })).toMatchObject({ enrolment: { studentId: 'ADA' } });
    expect(await holders()).toEqual(['ADA', 'ada']);
  });
}
