import { describe, expect, it } from 'vitest';
import { ClassProjection } from '../class-projection';

const join = (projection: ClassProjection, studentId: string): void =>
  projection.fold({ kind: 'enrolled', studentId, displayName: studentId, team: '', receivedAtMs: 1 });
const depart = (projection: ClassProjection, studentId: string): void =>
  projection.fold({ kind: 'action', studentId, receivedAtMs: 2, id: studentId, action: { type: 'departed' } });

describe('students whose ids look the same', () => {
  it('are both marked, and counted as changed, from when the second joins until one has gone', () => {
    const projection = new ClassProjection();
    join(projection, 'ada');
    join(projection, 'bob');
    projection.takeChanges();
    join(projection, '\u0430da');
    expect([...projection.takeChanges().students].toSorted()).toEqual(['ada', '\u0430da']);
    expect(projection.lookAlikes.of('ada')).toBe('\u0430da');
    expect(projection.lookAlikes.of('\u0430da')).toBe('ada');
    expect(projection.lookAlikes.of('bob')).toBeUndefined();
    depart(projection, '\u0430da');
    expect(projection.lookAlikes.of('ada')).toBeUndefined();
    expect([...projection.takeChanges().students].toSorted()).toEqual(['ada', '\u0430da']);
    expect([...projection.students.keys()]).toEqual(['ada', 'bob']);
  });
});
