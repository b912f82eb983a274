import { createHash } from 'node:crypto';

/** What a script is called with. All keys are of one hash tag: in a cluster, one node must have them all. */
export interface ScriptCall {
  /** The first one decides which node runs the script. */
  readonly keys: readonly [string, ...string[]];
  readonly args: readonly string[];
}

/** A script that Redis runs in one atomic step. Whoever needs one defines it; the connections know none by name. */
export interface RedisScript<Parameters extends readonly unknown[], Reply> {
  readonly source: string;
  /** By which Redis knows a script that it has run before. */
  readonly sha1: string;
  readonly call: (...parameters: Parameters) => ScriptCall;
  /** Never there: it is the type of what the script answers, as the client reads it. */
  readonly reply?: Reply;
}

/**
 * Defines a script.
 * @param source in Lua
 * @param call makes keys and arguments of what the caller says
 */
export function defineScript<Parameters extends readonly unknown[], Reply>(
  source: string,
  call: (...parameters: Parameters) => ScriptCall,
): RedisScript<Parameters, Reply> {
  return { source, sha1: createHash('sha1').update(source).digest('hex'), call };
}
