import type { FeedMetrics } from '../../observability/metrics/feed-metrics';
import type { Cancel } from '../../platform/clock';
import { jitter, type Random } from '../../platform/random';
import { settlesWithin } from '../../platform/pace/settles-within';
import { ClassView, type ClassViewDeps } from '../view/class-view';
import { type FeedFrames, framesOf } from './feed-frames';
import type { Audience } from './projector-view';
import { HEARTBEAT_FRAME, retryFrame } from './server-sent-events';
import { Viewer, type Watcher } from './viewer';

/** At most 4 deltas a second. */
const DELTA_PERIOD_MS = 250;
const RECONNECT_MS = 2000;
/** For how long a student who waits for help keeps the feed awake: they report again before it is over, at the class's cadence too. */
const ATTENDED_MS = 20_000;

export interface ClassFeedDeps extends ClassViewDeps {
  readonly random: Random;
  readonly metrics: FeedMetrics;
  /** What gives students their numbers where names are not shown. */
  readonly draw: (classId: string, studentId: string) => number;
  /** Tells this process's event ids from those of any other. */
  readonly epoch: string;
  /** The log could not be read; the feed goes on with what it knows and looks again. */
  readonly onTrouble: (error: unknown) => void;
}

/** The live view of one class and everybody who watches it. */
export class ClassFeed {
  readonly view: ClassView;
  readonly #viewers = new Set<Viewer>();
  #cancelDelta: Cancel | undefined;
  #lastDeltaAtMs = Number.NEGATIVE_INFINITY;
  readonly #frames: Readonly<Record<Audience, FeedFrames>>;
  #isClosed = false;
  /** While nobody watches. */
  #hasGrown = false;
  #isTimeToTell = false;
  /** By the monotonic clock. */
  #attendedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(
    classId: string,
    private readonly deps: ClassFeedDeps,
  ) {
    this.view = new ClassView(classId, deps);
    this.#frames = framesOf(this.view, deps, studentId => deps.draw(classId, studentId));
  }

  get viewerCount(): number {
    return this.#viewers.size;
  }

  /** In the order in which they came. */
  get viewers(): Iterable<Viewer> {
    return this.#viewers;
  }

  /** A student of the class waits for what an instructor does next, whether or not anybody watches at this process. */
  attend(): void {
    this.#attendedUntilMs = this.deps.clock.monotonicMs() + ATTENDED_MS;
    if (this.#hasGrown) {
      this.#lookSoon();
    }
  }

  /** The log may have grown: looks soon, and tells the viewers. Where nobody waits, the next tick is soon enough. */
  wake(): void {
    if (this.#viewers.size > 0 || this.deps.clock.monotonicMs() < this.#attendedUntilMs) {
      this.#lookSoon();
    } else {
      this.#hasGrown = true;
    }
  }

  /** Tells the viewers what the passing of time changed, and lets go of those who stopped reading. */
  tick(): void {
    void this.view.save();
    if (this.#hasGrown || this.#viewers.size > 0) {
      this.#lookSoon();
    }
    if (this.#viewers.size > 0) {
      this.#isTimeToTell = true;
      this.#cutStalled();
    }
  }

  heartbeat(): void {
    for (const viewer of this.#viewers) {
      if (viewer.isKeepingUp) {
        viewer.push(HEARTBEAT_FRAME);
      }
    }
  }

  /**
   * A new viewer: resumes after `lastEventId` if it is one of this feed's, else starts over with a snapshot.
   * @throws LogUnavailableError
   */
  async open(lastEventId: string | undefined, watcher: Watcher): Promise<Viewer> {
    await this.view.catchUpOrShow();
    const frames = this.#frames[watcher.audience];
    await frames.prepare();
    // What came before anybody watched was not waited for.
    this.view.takeOldestArrival();
    const version = this.view.noteChanges();
    const first = frames.first(lastEventId, version);
    const viewer = new Viewer(watcher, version, retryFrame(jitter(this.deps.random, RECONNECT_MS, 0.5)), first);
    if (this.#isClosed) {
      viewer.end();
      return viewer;
    }
    this.#viewers.add(viewer);
    this.deps.metrics.viewerCame();
    viewer.stream.once('close', () => this.#forget(viewer));
    return viewer;
  }

  /** Ends one viewer's stream in good order, to make room. */
  dismiss(viewer: Viewer): void {
    viewer.end();
    this.#forget(viewer);
  }

  /** Ends every viewer's stream in good order. */
  close(): void {
    this.#isClosed = true;
    this.#cancelDelta?.();
    for (const viewer of this.#viewers) {
      viewer.end();
    }
    this.#viewers.clear();
  }

  #forget(viewer: Viewer): void {
    if (this.#viewers.delete(viewer)) {
      this.deps.metrics.viewerLeft();
    }
  }

  #lookSoon(): void {
    if (this.#cancelDelta === undefined && !this.#isClosed) {
      const dueInMs = Math.max(0, this.#lastDeltaAtMs + DELTA_PERIOD_MS - this.deps.clock.monotonicMs());
      this.#cancelDelta = this.deps.clock.setTimeout(() => void this.#readAndTell().catch(this.deps.onTrouble), dueInMs);
    }
  }

  async #readAndTell(): Promise<void> {
    this.#lastDeltaAtMs = this.deps.clock.monotonicMs();
    this.#hasGrown = false;
    try {
      await (this.#viewers.size > 0 ? this.#catchUpAndTell() : this.view.catchUpGently());
    } catch (error) {
      if (!this.#isClosed) {
        this.deps.onTrouble(error);
      }
    }
    await this.view.prepareNews();
    await this.#prepareForViewers();
    // Only now may the next look be planned: what grows while this one reads is not forgotten, and looks do not pile up.
    this.#cancelDelta = undefined;
    this.#tellViewers();
  }

  /** What one student sent may take seconds to take in: meanwhile viewers are told of the others what is known. */
  async #catchUpAndTell(): Promise<void> {
    const caughtUp = this.view.catchUp();
    while (!(await settlesWithin(caughtUp, DELTA_PERIOD_MS, this.deps.clock))) {
      await this.view.prepareNews();
      await this.#prepareForViewers();
      this.#tellViewers();
    }
  }

  async #prepareForViewers(): Promise<void> {
    for (const audience of new Set([...this.#viewers].map(({ watcher }) => watcher.audience))) {
      await this.#frames[audience].prepare();
    }
  }

  /** All who saw the same get the same text. */
  #tellViewers(): void {
    const isTimeToTellAll = this.#isTimeToTell;
    const version = this.#noteChanges();
    const arrivedAtMs = this.view.takeOldestArrival();
    const frames = new Map<string, Buffer>();
    let told = 0;
    for (const viewer of this.#viewers) {
      if (viewer.version < version && viewer.isKeepingUp && (isTimeToTellAll || this.#isUrgentFor(viewer))) {
        const { audience } = viewer.watcher;
        const seen = `${audience} ${String(viewer.version)}`;
        const frame = frames.get(seen) ?? this.#frames[audience].delta(viewer.version, version);
        frames.set(seen, frame);
        viewer.push(frame);
        viewer.version = version;
        told += 1;
      }
    }
    this.deps.metrics.told(told, arrivedAtMs === undefined ? undefined : Math.max(0, this.deps.clock.wallMs() - arrivedAtMs));
  }

  /** In a page that nobody sees, a help request rings; the rest can wait. */
  #isUrgentFor({ watcher, version }: Viewer): boolean {
    return watcher.pace === 'live' || this.view.hasNewsOfHelp(version);
  }

  /** Once the log was read: whoever has just reported has not gone silent. */
  #noteChanges(): number {
    const version = this.view.noteChanges();
    if (!this.#isTimeToTell) {
      return version;
    }
    this.#isTimeToTell = false;
    return this.view.notePassingOfTime();
  }

  /** The class as it was when its log was read last, as JSON, and what names that state: it changes whenever what an audience is shown does. */
  async state(audience: Audience): Promise<{ readonly tag: string; readonly json: () => string }> {
    const frames = this.#frames[audience];
    await frames.prepare();
    this.view.noteChanges();
    return { tag: `"${frames.eventId(this.view.notePassingOfTime())}"`, json: () => frames.state() };
  }

  /** The same, and where the feed goes on from there. */
  async opened(audience: Audience): Promise<{ readonly eventId: string; readonly json: string }> {
    const frames = this.#frames[audience];
    await frames.prepare();
    return { eventId: frames.eventId(this.view.noteChanges()), json: frames.state() };
  }

  #cutStalled(): void {
    const nowMs = this.deps.clock.monotonicMs();
    for (const viewer of this.#viewers) {
      if (viewer.isStalled(nowMs)) {
        viewer.cut();
        this.deps.metrics.viewerCut();
      }
    }
  }
}
