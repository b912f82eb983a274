import { setTimeout as delay } from 'node:timers/promises';
import { addressOf, LoadConnection } from '../../../harness/generator/load-connection';
import { answerTo } from './attacker';

const TICK_MS = 10;

export interface Pace {
  readonly perSecond: number;
  /** Whoever is answered late asks on more connections, up to so many. */
  readonly connections: number;
}

/**
 * Sends a request again and again, at a pace that does not depend on the answers, until told to end. If none was answered as is said by then, it waits for
 * those under way: whoever is answered late has asked all the same.
 * @returns how many were answered as is said
 */
export async function askAgainAndAgain(
  url: string,
  write: (turn: number) => Buffer,
  { perSecond, connections }: Pace,
  isTaken: (status: number) => boolean,
  signal: AbortSignal,
): Promise<number> {
  const [idle, all]: [LoadConnection[], LoadConnection[]] = [[], []];
  const startedMs = performance.now();
  let turn = 0;
  const answers = { taken: 0 };
  const end = new AbortController();
  const underWay = new Set<Promise<void>>();
  const ask = async (connection: LoadConnection): Promise<void> => {
    const status = await answerTo(connection, write(turn), end.signal);
    answers.taken += isTaken(status) ? 1 : 0;
    idle.push(connection);
  };
  const open = (): LoadConnection | undefined => {
    const connection = all.length < connections ? new LoadConnection(addressOf(url)) : undefined;
    all.push(...(connection === undefined ? [] : [connection]));
    return connection;
  };
  while (!signal.aborted) {
    for (; turn < ((performance.now() - startedMs) / 1000) * perSecond; turn++) {
      const connection = idle.pop() ?? open();
      if (connection !== undefined) {
        const asking = ask(connection);
        underWay.add(asking);
        void asking.then(() => underWay.delete(asking));
      }
    }
    await delay(TICK_MS);
  }
  while (answers.taken === 0 && underWay.size > 0) {
    await Promise.race(underWay);
  }
  end.abort();
  all.forEach(connection => connection.close());
  return answers.taken;
}
