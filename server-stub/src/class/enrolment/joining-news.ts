import { LRUCache } from 'lru-cache';
import { TokenBuckets } from '../../access/admission/token-bucket';
import type { EventLog } from '../../log/event-log';
import { atMost } from '../../platform/cache-limit';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { type Enrolment, HUB_DEVICE } from '../registry/registry';
import { noteDeparture } from './departure';

/** How many of a class who join are told of at once: whoever has a place joins twice, or all of a school. Then so many a second. */
const [MIN_TOLD, TOLD_PER_S] = [1000, 2];
const MAX_CACHED = 20_000;

interface Naming {
  readonly displayName: string;
  readonly team: string;
}

export interface JoiningNewsDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  /** Students of one open class. */
  readonly maxStudents: number;
  /** What a class's view calls a student, as far as it was read here. */
  readonly knownAs: (classId: string, studentId: string) => Naming | undefined;
}

/**
 * Tells a class's log who joined and who left. The log is for ever, and names can be invented by the thousand: where more of them join than a class
 * holds, one is told of as soon as they report, and not before.
 */
export class JoiningNews {
  readonly #pace: TokenBuckets;
  /** Who joined here, and the class was not told. */
  readonly #untold = new LRUCache<string, true>(atMost(MAX_CACHED));
  /** As what those who reported were told of here: the log is read on only a little later. */
  readonly #told = new LRUCache<string, string>(atMost(MAX_CACHED));

  constructor(private readonly deps: JoiningNewsDeps) {
    this.#pace = new TokenBuckets({ burst: Math.max(MIN_TOLD, 2 * deps.maxStudents), perSecond: TOLD_PER_S }, deps.clock);
  }

  /** Somebody joined. @param isNew they were not in the class; otherwise their page asked once more @returns whether it was told */
  async joined(enrolment: Enrolment, isNew: boolean): Promise<boolean> {
    const isTold = this.#pace.take(enrolment.classId) === 0;
    if (isTold) {
      await this.#tell(enrolment);
    } else if (isNew) {
      this.#untold.set(keyOf(enrolment), true);
    }
    return isTold;
  }

  /** Somebody reports of whose joining nothing was told. */
  async reported(enrolment: Enrolment): Promise<void> {
    const { classId, studentId, displayName, team, enrolledAtMs } = enrolment;
    const [key, naming] = [keyOf(enrolment), `${String(enrolledAtMs)}\n${displayName}\n${team}`];
    const known = this.deps.knownAs(classId, studentId);
    const isKnown = known?.displayName === displayName && known.team === team;
    if (!isKnown && this.#told.get(key) !== naming) {
      await this.#tell(enrolment);
    }
    this.#told.set(key, naming);
  }

  /** Somebody who never reported lost their place. */
  async displaced(classId: string, studentId: string): Promise<void> {
    // Of whom another server told nothing, this one cannot know.
    if (!this.#untold.delete(keyOf({ classId, studentId }))) {
      await noteDeparture(this.deps, classId, [studentId]);
    }
  }

  async #tell(enrolment: Enrolment): Promise<void> {
    const { classId, studentId, displayName, team, deviceId } = enrolment;
    this.#untold.delete(keyOf(enrolment));
    const receivedAtMs = this.deps.clock.wallMs();
    const isVerified = deviceId === HUB_DEVICE;
    await this.deps.log.appendEntries(classId, {
      kind: 'enrolled',
      studentId,
      displayName,
      team,
      ...(isVerified && { isVerified }),
      receivedAtMs,
    });
  }
}

const keyOf = ({ classId, studentId }: Pick<Enrolment, 'classId' | 'studentId'>): string => `${classId}\n${studentId}`;
