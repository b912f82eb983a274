import type { FastifyBaseLogger } from 'fastify';
import type { CoursePlan, RosterStudent } from '../../../../src/protocol';
import type { ClassDirectory } from '../../class/classes/class-directory';
import type { EventLog } from '../../log/event-log';
import { type Cancel, type Clock, every } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import type { FeedMetrics } from '../../observability/metrics/feed-metrics';
import { unavailable } from '../../http/problem';
import type { Presence } from '../presence/presence';
import type { ClassProjection } from '../projection/class-projection';
import type { ClassRecord } from '../../class/registry/registry';
import { ClassFeed, type ClassFeedDeps } from './class-feed';
import { keepSession } from './keep-session';
import { makeRoom } from './make-room';
import type { SnapshotStore } from '../snapshots/snapshot-store';
import { ViewSnapshot } from '../snapshots/view-snapshot';
import type { Viewer, Watcher } from './viewer';

/** A wake-up may be lost, so every feed also looks by itself; the same beat turns working into idle. */
const TICK_MS = 2000;
const HEARTBEAT_MS = 15_000;
/** How often it is looked whether a silent class is there. */
const SESSION_LOOK_MS = 60_000;
/** Each may leave a quarter of a megabyte unread. */
const MAX_VIEWERS = 500;
const SOMEBODY: Watcher = { id: '', audience: 'staff', pace: 'live' };
/** A class that was at work since then is ready before anybody asks for it: courses meet every week. */
const RECENTLY_MS = 8 * 24 * 3_600_000;

export interface FeedsDeps extends Pick<ClassFeedDeps, 'draw'> {
  readonly log: EventLog;
  readonly directory: ClassDirectory;
  readonly presence: Presence;
  readonly snapshots: SnapshotStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: FastifyBaseLogger;
  readonly metrics: FeedMetrics;
  /** What a class's instructor has uploaded: the same object as long as that is the same. Undefined: nothing. May fail while the store is away. */
  readonly readPlan?: (classId: string) => Promise<CoursePlan | undefined>;
  /** Told how long folding took of what a student of a class has just reported. */
  readonly onFolded?: (classId: string, studentId: string, ms: number) => void;
}

interface LiveClass {
  readonly feed: ClassFeed;
  record: ClassRecord;
  roster: readonly RosterStudent[];
  plan: CoursePlan | undefined;
}

/** The feeds of all classes: each made when its log grows or it is first asked for, and kept up to date from then on. */
export class Feeds {
  readonly #classes = new Map<string, LiveClass>();
  /** Classes that somebody will ask for. */
  readonly #expected = new Set<string>();
  #isPreparing = false;
  /** Viewers who wait for their first frame. */
  #opening = 0;
  #isClosed = false;
  readonly #epoch: string;
  readonly #cancels: readonly Cancel[];

  constructor(private readonly deps: FeedsDeps) {
    this.#epoch = randomId(deps.random, 48);
    this.#cancels = [
      deps.log.onGrowth(classId => this.#onGrowth(classId)),
      every(deps.clock, TICK_MS, () => this.#tick()),
      every(deps.clock, HEARTBEAT_MS, () => this.#heartbeat()),
      every(deps.clock, SESSION_LOOK_MS, () => this.#keepSessions()),
    ];
  }

  /** The feed of a class as its settings are now. */
  of(record: ClassRecord): ClassFeed {
    const known = this.#classes.get(record.id);
    if (known !== undefined) {
      known.record = record;
      return known.feed;
    }
    const live: LiveClass = { record, roster: [], plan: undefined, feed: new ClassFeed(record.id, this.#feedDeps(record.id)) };
    this.#classes.set(record.id, live);
    return live.feed;
  }

  /** A class as far as its log was read here; undefined when that was not to the end yet. Then it is soon. */
  peek(classId: string): ClassProjection | undefined {
    const view = this.#classes.get(classId)?.feed.view;
    if (view?.isWhole !== true) {
      this.#expected.add(classId);
      return undefined;
    }
    return view.projection;
  }

  /** Classes whose session goes on, as far as their logs were read here. */
  inSession(): readonly string[] {
    return [...this.#classes].flatMap(([classId, { feed }]) => (feed.view.isInSession ? [classId] : []));
  }

  /** A student of the class waits for what an instructor does next. */
  attend(classId: string): void {
    this.#classes.get(classId)?.feed.attend();
  }

  /** How many bytes of a student's reports were stored within a day, as far as their class's log was read here. */
  storedLastDay(classId: string, studentId: string): number {
    return this.peek(classId)?.find(studentId)?.volume.lastDayBytes(this.deps.clock.wallMs()) ?? 0;
  }

  /**
   * A new viewer of a class, who may have been here before. When there are as many as one process serves, whoever has the most of them open makes
   * room: a link that many have, or one that somebody opens again and again, shuts nobody else out.
   * @throws HttpProblem `unavailable` when everybody has as few as the newcomer
   * @throws LogUnavailableError
   */
  async open(record: ClassRecord, lastEventId: string | undefined, watcher: Watcher = SOMEBODY): Promise<Viewer> {
    const feeds = [...this.#classes.values()].map(({ feed }) => feed);
    const viewers = feeds.reduce((sum, { viewerCount }) => sum + viewerCount, this.#opening);
    if (viewers >= MAX_VIEWERS && !makeRoom(feeds, watcher.id)) {
      const most = String(MAX_VIEWERS);
      throw unavailable(this.deps.random, `This server shows as many dashboards as it can, ${most}. Close those that nobody looks at.`);
    }
    this.#opening += 1;
    try {
      return await this.of(record).open(lastEventId, watcher);
    } finally {
      this.#opening -= 1;
    }
  }

  /** Makes the recent classes ready in the background, one after the other, so that the first instructor does not wait. */
  async prepare(): Promise<void> {
    const recent = await this.deps.snapshots.classesSince(this.deps.clock.wallMs() - RECENTLY_MS);
    recent.forEach(classId => this.#expected.add(classId));
    await this.#prepareExpected();
  }

  /** Ends the viewers' streams, and follows the logs no longer. */
  close(): void {
    this.#isClosed = true;
    this.#cancels.forEach(cancel => cancel());
    this.#classes.forEach(({ feed }) => feed.close());
  }

  /** Leaves what the next start needs. Never fails. */
  async save(): Promise<void> {
    await Promise.all([...this.#classes.values()].map(({ feed }) => feed.view.save(true)));
  }

  #onGrowth(classId: string): void {
    const known = this.#classes.get(classId);
    if (known === undefined) {
      this.#expected.add(classId);
    } else {
      known.feed.wake();
    }
  }

  async #prepareExpected(): Promise<void> {
    if (this.#isPreparing) {
      return;
    }
    this.#isPreparing = true;
    for (const classId of this.#expected) {
      await this.#prepareOne(classId);
    }
    this.#isPreparing = false;
  }

  /** A class that cannot be had now, because the store is away, stays expected. */
  async #prepareOne(classId: string): Promise<void> {
    try {
      const record = await this.deps.directory.getClass(classId);
      if (record !== undefined && !this.#isClosed) {
        await this.of(record).view.catchUpGently();
      }
      this.#expected.delete(classId);
    } catch {
      // The next tick tries again.
    }
  }

  #feedDeps(classId: string) {
    const { log, clock, random, draw, presence, snapshots, logger, metrics, onFolded } = this.deps;
    const onSnapshotTrouble = (what: string, reason: string): void => logger.warn({ classId, reason }, what);
    return {
      log,
      snapshot: new ViewSnapshot(classId, { store: snapshots, clock, onTrouble: onSnapshotTrouble }),
      clock,
      random,
      draw,
      metrics,
      epoch: this.#epoch,
      presence,
      retentionDays: () => this.#classes.get(classId)?.record.policy.retentionDays,
      cadenceMs: () => this.#classes.get(classId)?.record.policy.cadenceMs ?? 0,
      roster: () => this.#classes.get(classId)?.roster ?? [],
      refreshRoster: () => this.#refreshRoster(classId),
      plan: () => this.#classes.get(classId)?.plan,
      refreshPlan: () => this.#refreshPlan(classId),
      onFolded: (studentId: string, ms: number) => onFolded?.(classId, studentId, ms),
      onTrouble: (error: unknown) => logger.warn({ reason: (error as Error).message }, 'a feed cannot read the log'),
    };
  }

  #tick(): void {
    void this.#prepareExpected();
    for (const live of this.#classes.values()) {
      live.feed.tick();
      if (live.feed.viewerCount > 0) {
        void this.#refresh(live);
      }
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

  /** A store that is away leaves the one that is known. */
  async #refreshRoster(classId: string): Promise<void> {
    const live = this.#classes.get(classId);
    if (live !== undefined) {
      live.roster = await this.deps.directory.getRoster(classId).catch(() => live.roster);
    }
  }

  async #refreshPlan(classId: string): Promise<void> {
    const live = this.#classes.get(classId);
    if (live !== undefined && this.deps.readPlan !== undefined) {
      live.plan = await this.deps.readPlan(classId).catch(() => live.plan);
    }
  }

  #keepSessions(): void {
    // A log that is away is asked again in a minute; a session has ten.
    this.#classes.forEach(({ feed }) => void keepSession(this.deps, feed.view).catch(() => undefined));
  }

  #heartbeat(): void {
    this.#classes.forEach(({ feed }) => feed.heartbeat());
  }
}
