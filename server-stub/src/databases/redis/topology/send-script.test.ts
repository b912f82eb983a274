import { expect, it } from 'vitest';
import { defineScript } from '../redis-script';
import type { StoreClient } from './redis-client';
import { sendByHash, sendWhole } from './send-script';

const script = defineScript<[text: string], string>('return ARGV[1]', text => ({ keys: ['k'], args: ['short', text] }));

/** What a client is given to send. */
async function sent(text: string): Promise<readonly (readonly unknown[])[]> {
  const commands: (readonly unknown[])[] = [];
  const client = { sendCommand: async (command: readonly unknown[]) => commands.push(command) } as unknown as StoreClient;
  const prepared = { script, call: script.call(text) };
  await sendByHash(prepared)(client);
  await sendWhole(prepared)(client);
  return commands;
}

it('sends long texts as bytes: the library would write them in one piece with all the rest, and twice', async () => {
  const long = 'é'.repeat(20_000);

  expect(await sent(long)).toEqual([
    ['EVALSHA', script.sha1, '1', 'k', 'short', Buffer.from(long)],
    ['EVAL', script.source, '1', 'k', 'short', Buffer.from(long)],
  ]);
});

it('sends short ones as they are', async () => {
  expect(await sent('é')).toEqual([
    ['EVALSHA', script.sha1, '1', 'k', 'short', 'é'],
    ['EVAL', script.source, '1', 'k', 'short', 'é'],
  ]);
});
