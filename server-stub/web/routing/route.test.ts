import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, toScreen } from './route';

describe('the route', () => {
  it('is the first screen when the address says nothing or nonsense', () => {
    expect(parseRoute('')).toMatchObject({ screen: 'now', team: undefined, condition: undefined });
    expect(parseRoute('/nowhere?status=cross')).toMatchObject({ screen: 'now', condition: undefined });
  });

  it('survives the address bar', () => {
    const route = {
      screen: 'students',
      classId: 'c 1',
      condition: 'stuck',
      team: 'A & B?#/ü',
      studentId: 'a=b',
      view: 'map',
      session: '17',
    } as const;
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('tells "no team" from "any team"', () => {
    expect(parseRoute('/students?team=').team).toBe('');
    expect(formatRoute({ ...parseRoute('/students'), team: '' })).toBe('/students?team=');
  });

  it('leaves filters behind on the way to another screen, but stays in the class', () => {
    const route = parseRoute('/students?class=c2&team=Red&student=s1');
    expect(formatRoute(toScreen(route, 'now'))).toBe('/now?class=c2');
  });
});
