import type { FastifyBaseLogger } from 'fastify';
import type { ClassDirectory } from '../classes/class-directory';
import type { EventLog } from '../log/event-log';
import { type Cancel, type Clock, every } from '../platform/clock';
import { type Random, randomId } from '../platform/random';
import type { FeedMetrics } from '../metrics/feed-metrics';
import type { ClassRecord } from '../registry/registry';
import { ClassFeed } from './class-feed';
import type { Presence } from './presence';

/** A wake-up may be lost, so every feed also looks by itself; the same beat turns working into idle. */
const TICK_MS = 2000;
const HEARTBEAT_MS = 15_000;

export interface FeedsDeps {
  readonly log: EventLog;
  readonly directory: ClassDirectory;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: FastifyBaseLogger;
  readonly metrics: FeedMetrics;
}

interface LiveClass {
  readonly feed: ClassFeed;
  record: ClassRecord;
}

/** The feeds of all classes: each made when it is first asked for, and kept up to date from then on. */
export class Feeds {
  readonly #classes = new Map<string, LiveClass>();
  readonly #epoch: string;
  readonly #cancels: readonly Cancel[];

  constructor(private readonly deps: FeedsDeps) {
    this.#epoch = randomId(deps.random, 48);
    this.#cancels = [
      deps.log.onGrowth(classId => this.#classes.get(classId)?.feed.wake()),
      every(deps.clock, TICK_MS, () => this.#tick()),
      every(deps.clock, HEARTBEAT_MS, () => this.#heartbeat()),
    ];
  }

  /** The feed of a class as its settings are now. */
  of(record: ClassRecord): ClassFeed {
    const known = this.#classes.get(record.id);
    if (known !== undefined) {
      known.record = record;
      return known.feed;
    }
    const live: LiveClass = { record, feed: new ClassFeed(record.id, this.#feedDeps(record.id)) };
    this.#classes.set(record.id, live);
    return live.feed;
  }

  close(): void {
    for (const cancel of this.#cancels) {
      cancel();
    }
    for (const { feed } of this.#classes.values()) {
      feed.close();
    }
  }

  #feedDeps(classId: string) {
    const { log, clock, random, presence, logger, metrics } = this.deps;
    const heardAtMs = (studentId: string): number => presence.heardAtMs(classId, studentId);
    return {
      log,
      clock,
      random,
      metrics,
      epoch: this.#epoch,
      viewpoint: () => ({ nowMs: clock.nowMs(), cadenceMs: this.#classes.get(classId)?.record.policy.cadenceMs ?? 0, heardAtMs }),
      onTrouble: (error: unknown) => logger.warn({ reason: (error as Error).message }, 'a feed cannot read the log'),
    };
  }

  #tick(): void {
    for (const live of this.#classes.values()) {
      live.feed.tick();
      void this.#refresh(live);
    }
  }

  /** Learns of a change of the policy on another server. */
  async #refresh(live: LiveClass): Promise<void> {
    try {
      live.record = (await this.deps.directory.getClass(live.record.id)) ?? live.record;
    } catch {
      // The old settings do until the store is back; the feed itself says that it is away.
    }
  }

  #heartbeat(): void {
    for (const { feed } of this.#classes.values()) {
      feed.heartbeat();
    }
  }
}
