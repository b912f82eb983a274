import type { Clock } from '../../platform/clock';
import type { ClassView } from '../view/class-view';
import { type Audience, ProjectorView } from './projector-view';
import { eventFrame, formatEventId, parseEventId } from './server-sent-events';
import { ToldText } from './told-text';

/** Dashboards that come back together, after a restart, get one text. */
const SNAPSHOT_SHARED_MS = 250;

export interface FramesDeps {
  readonly clock: Clock;
  /** Tells this process's event ids from those of any other. */
  readonly epoch: string;
}

/** What the feed of a class says to one audience, as it is sent. */
export class FeedFrames {
  #snapshot: { readonly version: number; readonly madeAtMs: number; readonly frame: Buffer } | undefined;

  constructor(
    private readonly text: ToldText,
    private readonly deps: FramesDeps,
  ) {}

  /** Before anything is asked of this: writes ahead what takes long. */
  prepare(): Promise<void> {
    return this.text.prepare();
  }

  eventId(version: number): string {
    return formatEventId(this.deps.epoch, version);
  }

  /** The class as it was when its changes were noted last, as JSON. */
  state(): string {
    return this.text.state();
  }

  /** What is new after `lastEventId` if it is one of this feed's, else all. */
  first(lastEventId: string | undefined, version: number): Buffer {
    const seen = parseEventId(this.deps.epoch, lastEventId);
    return seen === undefined || seen > version ? this.#snapshotOf(version) : this.delta(seen, version);
  }

  delta(from: number, to: number): Buffer {
    return eventFrame(this.eventId(to), 'delta', this.text.deltaSince(from));
  }

  #snapshotOf(version: number): Buffer {
    const nowMs = this.deps.clock.monotonicMs();
    if (this.#snapshot?.version !== version || nowMs - this.#snapshot.madeAtMs >= SNAPSHOT_SHARED_MS) {
      this.#snapshot = { version, madeAtMs: nowMs, frame: eventFrame(this.eventId(version), 'snapshot', this.text.state()) };
    }
    return this.#snapshot.frame;
  }
}

/** @param draw what gives students their numbers where names are not shown */
export function framesOf(
  view: ClassView,
  { clock, epoch }: FramesDeps,
  draw: (studentId: string) => number,
): Readonly<Record<Audience, FeedFrames>> {
  return {
    staff: new FeedFrames(new ToldText(view, clock), { clock, epoch }),
    // Nobody resumes with what was told to others.
    projector: new FeedFrames(new ToldText(view, clock, new ProjectorView(draw)), { clock, epoch: `${epoch}-projector` }),
  };
}
