import { beforeEach, expect, it } from 'vitest';
import type { RosterStudent } from '../../../src/protocol';
import type { Enrolment, Registry } from '../../src/class/registry/registry';

const enrolment = (studentId: string, words: Partial<Enrolment> = {}): Enrolment => ({
  classId: 'python',
  studentId,
  displayName: `I am ${studentId}`,
  team: 'my own',
  deviceId: 'D'.repeat(22),
  enrolledAtMs: 1_795_338_600_123,
  ...words,
});
const listed = (studentId: string, team?: string): RosterStudent => ({
  studentId,
  displayName: `${studentId} "</b>" 山田`,
  ...(team !== undefined && { team }),
});

/** What every registry does with rosters: a part of its contract. `emptyRegistry` gives the one of the present test. */
export function describeRosters(emptyRegistry: () => Registry): void {
  let registry: Registry;
  beforeEach(() => {
    registry = emptyRegistry();
  });

  it('knows no roster of an open class', async () => {
    expect(await registry.getRoster('python')).toEqual([]);
    expect(await registry.listEnrolments('python')).toEqual([]);
  });

  it('gives a roster back in the order of the ids, and keeps it from other classes', async () => {
    await registry.replaceRoster('python', [listed('b', ''), listed('a', 'Team/7'), listed('__proto__'), listed('10')]);
    expect(await registry.getRoster('python')).toEqual([listed('10'), listed('__proto__'), listed('a', 'Team/7'), listed('b', '')]);
    expect(await registry.getRoster('statistics')).toEqual([]);
    expect((await registry.enrol(enrolment('zoe', { classId: 'statistics' }))).verdict).toBe('enrolled');
  });

  it('enrols those on the roster alone, by the names that it gives them', async () => {
    await registry.replaceRoster('python', [listed('ada', 'Team/7'), listed('bob', ''), listed('cy')]);
    expect(await registry.enrol(enrolment('zoe'))).toEqual({ verdict: 'not_on_roster' });
    expect(await registry.getEnrolment('python', 'zoe')).toBeUndefined();
    for (const [student, team] of [['ada', 'Team/7'] as const, ['bob', ''] as const, ['cy', 'my own'] as const]) {
      const named = { ...enrolment(student), displayName: listed(student).displayName, team };
      expect(await registry.enrol(enrolment(student))).toEqual({ verdict: 'enrolled', enrolment: named });
      expect(await registry.getEnrolment('python', student)).toEqual(named);
    }
  });

  it('keeps a listed name for the device that took it', async () => {
    await registry.replaceRoster('python', [listed('ada')]);
    await registry.enrol(enrolment('ada'));
    expect(await registry.enrol(enrolment('ada', { deviceId: 'E'.repeat(22) }))).toEqual({ verdict: 'taken' });
  });

  it('frees the names of those whom a new roster leaves out, and renames those whom it calls something else', async () => {
    for (const student of ['ada', 'bob', 'cy', 'zoe']) {
      await registry.enrol(enrolment(student));
    }
    await registry.enrol(enrolment('zoe', { classId: 'statistics' }));
    const unchanged = { studentId: 'cy', displayName: 'I am cy' };
    const effect = await registry.replaceRoster('python', [listed('ada'), listed('bob', 'red'), unchanged, listed('new')]);
    const renamed = [
      { studentId: 'ada', displayName: listed('ada').displayName, team: 'my own' },
      { studentId: 'bob', displayName: listed('bob').displayName, team: 'red' },
    ];
    expect(effect.released).toEqual(['zoe']);
    expect([...effect.renamed].sort((a, b) => (a.studentId < b.studentId ? -1 : 1))).toEqual(renamed);
    expect(await registry.getEnrolment('python', 'zoe')).toBeUndefined();
    expect(await registry.getEnrolment('python', 'bob')).toEqual(enrolment('bob', renamed[1]));
    expect(await registry.getEnrolment('python', 'cy')).toEqual(enrolment('cy'));
    expect(await registry.getEnrolment('statistics', 'zoe')).toBeDefined();
  });

  it('replaces the whole roster', async () => {
    await registry.replaceRoster('python', [listed('ada', 'red'), listed('bob', 'red')]);
    await registry.replaceRoster('python', [listed('bob')]);
    expect(await registry.getRoster('python')).toEqual([listed('bob')]);
    expect(await registry.enrol(enrolment('ada'))).toEqual({ verdict: 'not_on_roster' });
  });

  it('opens the class without a roster, and changes nobody', async () => {
    await registry.replaceRoster('python', [listed('ada', 'red')]);
    await registry.enrol(enrolment('ada'));
    expect(await registry.replaceRoster('python', [])).toEqual({ released: [], renamed: [] });
    expect(await registry.getRoster('python')).toEqual([]);
    expect(await registry.getEnrolment('python', 'ada')).toMatchObject({ team: 'red' });
    expect((await registry.enrol(enrolment('zoe'))).verdict).toBe('enrolled');
  });

  it('enrols nobody in a class that has a roster and has lost it', async () => {
    expect(await registry.enrol(enrolment('ada'), { mustBeListed: true })).toEqual({ verdict: 'not_on_roster' });
    await registry.replaceRoster('python', [listed('ada')]);
    expect((await registry.enrol(enrolment('ada'), { mustBeListed: true })).verdict).toBe('enrolled');
    expect(await registry.enrol(enrolment('zoe'), { mustBeListed: true })).toEqual({ verdict: 'not_on_roster' });
  });

  it('takes one student off the roster, and leaves them in the class', async () => {
    await registry.replaceRoster('python', [listed('ada'), listed('bob')]);
    await registry.enrol(enrolment('ada'));
    expect([await registry.unlist('python', 'ada'), await registry.unlist('python', 'ada')]).toEqual([true, false]);
    expect(await registry.getRoster('python')).toEqual([listed('bob')]);
    expect(await registry.getEnrolment('python', 'ada')).toBeDefined();
  });

  it('lists who has joined', async () => {
    const odd = enrolment('device:profile:x', { displayName: '', team: '' });
    await registry.enrol(enrolment('ada'));
    await registry.enrol(odd);
    await registry.enrol(enrolment('zoe', { classId: 'statistics' }));
    const enrolled = await registry.listEnrolments('python');
    expect(enrolled).toHaveLength(2);
    expect(enrolled).toEqual(expect.arrayContaining([enrolment('ada'), odd]));
  });

  it('lets nobody in unlisted who joins while the roster comes', async () => {
    const students = Array.from({ length: 20 }, (_, index) => `s${String(index)}`);
    const joining = students.map(student => registry.enrol(enrolment(student)));
    await Promise.all([...joining.slice(0, 10), registry.replaceRoster('python', [listed('s3')]), ...joining.slice(10)]);
    const enrolled = await registry.listEnrolments('python');
    expect(enrolled.map(({ studentId }) => studentId)).toEqual(enrolled.length === 0 ? [] : ['s3']);
  });
}
