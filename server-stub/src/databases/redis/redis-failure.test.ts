import { ClientClosedError, ClientOfflineError, ErrorReply, SocketClosedUnexpectedlyError, SocketTimeoutError } from '@redis/client';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { describeRedisFailure, toLogUnavailable } from './redis-failure';

const reply = (text: string): ErrorReply => new ErrorReply(text);
const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:6379'), { code: 'ECONNREFUSED' });

it.each([
  [
    reply("OOM command not allowed when used memory > 'maxmemory'. script: 1f2e, on @user_script:9."),
    'Redis is full (maxmemory is reached)',
  ],
  [reply('ERR Error running script (call to f_1f2e): @user_script:9: -OOM command not allowed'), 'Redis is full (maxmemory is reached)'],
  [reply('LOADING Redis is loading the dataset in memory'), 'Redis is loading its data'],
  [reply('MISCONF Redis is configured to save RDB snapshots'), 'Redis cannot write to its disk'],
  [reply('NOREPLICAS Not enough good replicas to write.'), 'Redis has too few replicas to take a write'],
  [reply('MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to no.'), 'Redis has lost its master'],
  [reply('CLUSTERDOWN The cluster is down'), 'the Redis cluster is down, or a part of it'],
  [reply('CLUSTERDOWN Hash slot not served'), 'the Redis cluster is down, or a part of it'],
  [reply('TRYAGAIN Multiple keys request during rehashing of slot'), 'the Redis cluster is moving the class to another node'],
  [reply('MOVED 3999 10.0.0.5:6379'), 'Redis is part of a cluster: its URL must begin with redis+cluster://'],
  [reply('WRONGPASS invalid username-password pair or user is disabled.'), 'Redis refuses the user name or password'],
  [new SocketTimeoutError(12_000), 'Redis does not answer'],
  [new SocketClosedUnexpectedlyError(), 'Redis closed the connection'],
  [new ClientClosedError(), 'the connection to Redis is closed'],
  [refused, 'Redis cannot be reached (ECONNREFUSED)'],
])('says of %s: %s', (error, words) => {
  expect(describeRedisFailure(error)).toBe(words);
});

it('says why there is no connection to a command that found none', () => {
  expect(describeRedisFailure(new ClientOfflineError(), 'Redis cannot be reached (ENOTFOUND)')).toBe('Redis cannot be reached (ENOTFOUND)');
});

it('repeats nothing that Redis quotes, which may be what a student wrote', () => {
  const error = toLogUnavailable(reply("ERR unknown command 'EVALSHA', with args beginning with: 'my secret cell' "));
  expect(error.message).toBe('Redis refused the command');
  expect(inspect(error)).not.toContain('secret');
});
