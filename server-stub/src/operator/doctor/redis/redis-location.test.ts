import { describe, expect, it } from 'vitest';
import { judgeCluster, judgeSentinels } from './redis-location';

const server = (host: string): { host: string; port: number } => ({ host, port: 6379 });

describe('sentinels', () => {
  const fine = { asked: 3, masterName: 'class', masters: [server('a')], silent: [] };

  it.each([
    ['that agree', {}, 'ok', /3 of 3 answer; the master is a:6379/u],
    ['of which one is silent', { silent: ['s1 (gone)'] }, 'ok', /2 of 3 answer; silent: s1/u],
    ['too few to agree', { silent: ['s1 (gone)', 's2 (gone)'] }, 'warning', /too few to agree/u],
    ['that disagree', { masters: [server('a'), server('b')] }, 'warning', /several masters: a:6379, b:6379/u],
    ['that know no master', { masters: [] }, 'problem', /none knows a master "class"/u],
  ])('%s', (_name, part, level, state) => {
    expect(judgeSentinels({ ...fine, ...part })).toEqual([
      expect.objectContaining({ level, state: expect.stringMatching(state) as string }),
    ]);
  });
});

describe('a cluster', () => {
  const fine = { masters: [server('a'), server('b')], slots: 16_384, silent: [] };

  it.each([
    ['that is whole', {}, ['ok']],
    ['with a silent node', { silent: ['c (gone)'] }, ['warning', 'ok']],
    ['with slots that nobody serves', { slots: 16_000 }, ['problem']],
    ['that does not answer', { masters: [], slots: 0, silent: ['a (gone)'] }, ['problem']],
  ])('%s', (_name, part, levels) => {
    expect(judgeCluster({ ...fine, ...part }).map(({ level }) => level)).toEqual(levels);
  });
});
