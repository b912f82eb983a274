import type { FastifyBaseLogger } from 'fastify';
import type { ClassDirectory } from '../../class/classes/class-directory';
import type { ClassView } from '../../live/view/class-view';
import type { Feeds } from '../../live/feed/feeds';
import type { SnapshotStore } from '../../live/snapshots/snapshot-store';
import type { LogErasure } from '../../log/log-erasure';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { HttpProblem, unavailable } from '../../http/problem';
import type { ClassRecord } from '../../class/registry/registry';
import type { Archive } from '../../log/archive/archive';
import { Purges } from './purges';
import { purgeErased } from '../retention/purge';
import { takeOffRoster } from '../../class/roster/apply-roster';

export interface EraserDeps {
  readonly store: { readonly erasure: LogErasure };
  /** Undefined when nothing is ever archived. */
  readonly archive: Archive | undefined;
  readonly directory: ClassDirectory;
  readonly feeds: Feeds;
  readonly snapshots: SnapshotStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Pick<FastifyBaseLogger, 'info' | 'error'>;
}

/** Erases what a class holds of one student: their name, their events, and every view of them. They may join again, and are new then. */
export class Eraser {
  readonly #purges: Purges;

  constructor(private readonly deps: EraserDeps) {
    const { store, archive, clock } = deps;
    this.#purges = new Purges(clock, classId => purgeErased(store, archive, classId, clock.wallMs()));
  }

  /**
   * Resolves when nothing is left. Repeated, it finishes what an interrupted one has begun.
   * @param onGone awaited when no view knows the student any more, before the files are cleaned
   * @throws HttpProblem `not_found`; `unavailable` when the data is gone from every view, and the rest goes on by itself
   * @throws LogUnavailableError when nothing has begun
   */
  async erase(record: ClassRecord, studentId: string, onGone: () => Promise<unknown> = async () => undefined): Promise<void> {
    const { view } = this.deps.feeds.of(record);
    await view.catchUp();
    if (await this.#isKnown(view, studentId)) {
      await this.#begin(view, studentId);
    } else if (!(await this.#isErased(view, studentId))) {
      throw new HttpProblem('not_found', 'The class has no student with this id.');
    }
    await onGone();
    await this.#finish(view);
  }

  /** Takes the student off the class's roster, and their line out of every file. Resolves to whether they were on it. @throws LogUnavailableError */
  async eraseListing(classId: string, studentId: string): Promise<boolean> {
    const wasListed = await takeOffRoster(this.deps, classId, studentId);
    await this.deps.store.erasure.scrub();
    return wasListed;
  }

  async #isKnown({ classId, projection }: ClassView, studentId: string): Promise<boolean> {
    const { registry } = this.deps.directory;
    return projection.knows(studentId) || (await registry.getEnrolment(classId, studentId)) !== undefined;
  }

  async #isErased({ classId }: ClassView, studentId: string): Promise<boolean> {
    return (await this.deps.store.erasure.list(classId)).some(erasure => erasure.studentId === studentId);
  }

  /** The name first: a batch that is under way then finds its token withdrawn. */
  async #begin(view: ClassView, studentId: string): Promise<void> {
    const { store, directory, snapshots, clock } = this.deps;
    await snapshots.remove(view.classId);
    await directory.release(view.classId, studentId);
    await store.erasure.begin(view.classId, studentId, clock.wallMs());
    await view.catchUp();
  }

  async #finish(view: ClassView): Promise<void> {
    const { random, logger } = this.deps;
    try {
      await view.forgetSnapshot();
      await this.#purges.run(view.classId);
    } catch (error) {
      logger.error({ reason: (error as Error).message }, "a student's data is hidden, but not yet removed; it is tried again");
      throw unavailable(
        random,
        'The data is gone from every view. Removing it from the disk is not finished, and is tried again by itself.',
      );
    }
    logger.info({ classId: view.classId }, "a student's data was erased");
  }
}
