import { expect, it } from 'vitest';
import { readFailover } from './redis-sentinel';

it('reads where a master has gone', () => {
  expect(readFailover('main 10.0.0.1 6379 fe80::2 6380')).toEqual({ masterName: 'main', master: { host: 'fe80::2', port: 6380 } });
});

it.each(['', 'main', 'main 10.0.0.1 6379 10.0.0.2', 'main 10.0.0.1 6379 10.0.0.2 6380 more'])('makes nothing of %j', message => {
  expect(readFailover(message)).toBeUndefined();
});
