import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { StoreName } from '../../../harness/processes/measured-store';
import type { AttackMode, Force } from './attack';
import { AttackedServer } from './attacked-server';
import { HonestClass, type HonestClassOptions } from './honest-class';
import type { Measures } from './measures';

export interface TrialOptions {
  readonly store: StoreName;
  /** Of this trial alone. */
  readonly folder: string;
  readonly force: Force;
  readonly others: HonestClassOptions;
}

/** What was measured on both servers, in the same seconds. */
export interface Trial {
  readonly attacked: Measures;
  readonly control: Measures;
  /** How late this program itself was, at its 99th percentile, in milliseconds: no figure is better than that. */
  readonly ownDelayMs: number;
}

const WARM_UP_MS = 2000;
const NS_PER_MS = 1e6;

/** One attack on one server, while another with the same honest class beside it is left in peace. Both end with it. */
export async function tryAttack(mode: AttackMode, { store, folder, force, others }: TrialOptions): Promise<Trial> {
  const start = (name: string): Promise<AttackedServer> =>
    AttackedServer.start({
      store,
      folder: join(folder, name),
      hasSteppedClock: mode.stepsClock ?? false,
      ...(mode.record !== undefined && { record: mode.record(force) }),
    });
  const servers = [await start('attacked'), await start('control')] as const;
  try {
    return await measure(mode, servers, force, others);
  } finally {
    await Promise.all(servers.map(server => server.stop()));
  }
}

type Both<T> = readonly [attacked: T, control: T];

const onBoth = async <T, R>([attacked, control]: Both<T>, act: (one: T) => Promise<R>): Promise<Both<R>> =>
  Promise.all([act(attacked), act(control)]);

async function measure(mode: AttackMode, servers: Both<AttackedServer>, force: Force, others: HonestClassOptions): Promise<Trial> {
  await onBoth(servers, async server => mode.setTheScene?.(server, force));
  const classes = await onBoth(servers, ({ api }) => HonestClass.join(api, others));
  const press = await mode.prepare(servers[0], force);
  await onBoth(classes, room => room.begin());
  await delay(WARM_UP_MS);
  classes.forEach(room => room.startMeasuring());
  const own = monitorEventLoopDelay({ resolution: 5 });
  own.enable();
  const end = new AbortController();
  const pressing = press(end.signal);
  const meanwhile = onBoth(servers, async server => mode.meanwhile?.(server, force) ?? {});
  await delay(force.seconds * 1000);
  const honest = await meanwhile;
  end.abort();
  const pressed = await pressing;
  own.disable();
  const work = await onBoth(classes, room => room.end());
  await onBoth(classes, room => room.leave());
  // One after the other: they are not to wait for each other.
  const after: Both<Measures> = [(await mode.lookAfter?.(servers[0])) ?? {}, (await mode.lookAfter?.(servers[1])) ?? {}];
  const [attacked, control] = ([0, 1] as const).map(side => ({ ...work[side], ...honest[side], ...after[side] }));
  return { attacked: { ...attacked, ...pressed }, control: control ?? {}, ownDelayMs: own.percentile(99) / NS_PER_MS };
}
