import { ErrorReply } from '@redis/client';
import type { RedisScript, ScriptCall } from '../redis-script';
import type { StoreClient } from './redis-client';
import type { Send } from './redis-link';

const LONG = 16 * 1024;

/** A script, and what it is called with this time. */
export interface PreparedScript<Reply> {
  readonly script: RedisScript<never, Reply>;
  readonly call: ScriptCall;
}

/** Names the script by its hash, in one round trip; a server that does not know it yet is sent the whole text. */
export function sendByHash<Reply>({ script, call }: PreparedScript<Reply>): Send<Reply> {
  return async client => {
    try {
      return await send(client, 'EVALSHA', script.sha1, call);
    } catch (error) {
      if (error instanceof ErrorReply && error.message.startsWith('NOSCRIPT')) {
        return send(client, 'EVAL', script.source, call);
      }
      throw error;
    }
  };
}

/** Sends the whole text: one command, whatever the server knows. */
export function sendWhole<Reply>({ script, call }: PreparedScript<Reply>): Send<Reply> {
  return client => send(client, 'EVAL', script.source, call);
}

function send<Reply>(client: StoreClient, command: 'EVALSHA' | 'EVAL', script: string, { keys, args }: ScriptCall): Promise<Reply> {
  return client.sendCommand<Reply>([command, script, String(keys.length), ...keys, ...args.map(toArgument)]);
}

/** The library joins texts to one and writes that: with a long one it is half as much work in bytes. */
function toArgument(text: string): string | Buffer {
  return text.length < LONG ? text : Buffer.from(text);
}
