import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { parseRedisAddress } from './redis-address';

const open = { username: undefined, password: undefined, database: 0, isTls: false };

it.each([
  ['redis://a', { kind: 'single', server: { host: 'a', port: 6379 }, access: open }],
  ['redis://[::1]:7000/3', { kind: 'single', server: { host: '::1', port: 7000 }, access: { ...open, database: 3 } }],
  [
    'rediss://ada:p%40%2Fss:word@a:1/',
    { kind: 'single', server: { host: 'a', port: 1 }, access: { ...open, username: 'ada', password: 'p@/ss:word', isTls: true } },
  ],
  [
    'redis+sentinel://:secret@a,b:2,[fe80::1]:3/main',
    {
      kind: 'sentinel',
      sentinels: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 2 },
        { host: 'fe80::1', port: 3 },
      ],
      masterName: 'main',
      access: { ...open, password: 'secret' },
      sentinelAccess: open,
    },
  ],
  [
    'rediss+sentinel://a/my%2Emain?db=2&sentinelUser=watch&sentinelPassword=p%26q',
    {
      kind: 'sentinel',
      sentinels: [{ host: 'a', port: 26_379 }],
      masterName: 'my.main',
      access: { ...open, database: 2, isTls: true },
      sentinelAccess: { username: 'watch', password: 'p&q', database: 0, isTls: true },
    },
  ],
  [
    'redis+cluster://ada:secret@a:1,b',
    {
      kind: 'cluster',
      seeds: [
        { host: 'a', port: 1 },
        { host: 'b', port: 6379 },
      ],
      access: { ...open, username: 'ada', password: 'secret' },
    },
  ],
])('reads %s', (url, address) => {
  expect(parseRedisAddress(url)).toEqual(address);
});

it.each([
  ['', 'redis://'],
  ['hunter2', 'redis://'],
  ['http://:hunter2@a', 'redis://'],
  ['redis+other://:hunter2@a', 'redis://'],
  ['redis+sentinel+cluster://:hunter2@a', 'redis://'],
  ['redis://:hunter2@', 'redis://'],
  ['redis://:hunter2@:::1', 'redis://'],
  ['redis://:hunter2@a:0', 'redis://'],
  ['redis://:hunter2@a:99999', 'redis://'],
  ['redis://:hunter2@a,b', 'redis://'],
  ['redis://:hunter2@a:1/x', 'redis://'],
  ['redis://:hunter2%@a', 'redis://'],
  ['redis://:hunter2@a?password=hunter2', 'redis://'],
  ['redis+sentinel://:hunter2@a:1', 'redis+sentinel://'],
  ['redis+sentinel://:hunter2@a:1/', 'redis+sentinel://'],
  ['redis+sentinel://:hunter2@a:1/main/0', 'redis+sentinel://'],
  ['redis+sentinel://:hunter2@a:1,/main', 'redis+sentinel://'],
  ['redis+sentinel://:hunter2@a:1/main?db=x', 'redis+sentinel://'],
  ['redis+sentinel://:hunter2@a:1/main?pass=hunter2', 'redis+sentinel://'],
  ['redis+cluster://:hunter2@a:1/2', 'redis+cluster://'],
])('refuses %j, says what it should look like, and does not repeat it', (url, form) => {
  const failure = failureOf(url);
  expect(failure).toMatchObject({ name: 'StoreUnusableError', message: expect.stringContaining(form) });
  expect(inspect(failure)).not.toContain('hunter2');
});

function failureOf(url: string): unknown {
  try {
    return parseRedisAddress(url);
  } catch (error) {
    return error;
  }
}
