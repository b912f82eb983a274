import type { FastifyInstance } from 'fastify';
import type { Opening } from '../../../../src/protocol';
import { requireInstructor } from '../../access/auth/require-instructor';
import { describeSession } from '../../access/auth/session-routes';
import type { Instructor } from '../../access/staff/instructor';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { toSummary } from '../../class/classes/routes';
import type { ClassRecord } from '../../class/registry/registry';
import { sendPacked } from '../../http/packed-reply';
import type { Clock } from '../../platform/clock';
import { settlesWithin } from '../../platform/pace/settles-within';
import type { Feeds } from './feeds';
import { audienceOf } from './projector-view';

export interface OpeningDeps {
  readonly feeds: Feeds;
  readonly directory: ClassDirectory;
  readonly clock: Clock;
}

/** A class that has to be read first, after a restart, holds up nobody who signs in. */
const PATIENCE_MS = 1000;

/**
 * What a dashboard begins with, for one who may see it.
 *
 * @param classId of the class that it shows, else the first
 * @returns an `Opening`, as JSON
 */
export async function describeOpening({ feeds, directory, clock }: OpeningDeps, who: Instructor, classId?: string): Promise<string> {
  const classes = await directory.registry.listClasses();
  const chosen = classes.find(({ id }) => id === classId) ?? classes[0];
  const first = chosen && (await openClass({ feeds, clock }, who, chosen));
  const opening: Opening = { session: describeSession(who), classes: classes.map(toSummary) };
  const json = JSON.stringify(opening);
  return first === undefined ? json : `${json.slice(0, -1)},"first":${first}}`;
}

/** @returns an `OpenedClass`, as JSON; a log that is away leaves it out: the feed says so */
async function openClass(
  { feeds, clock }: Pick<OpeningDeps, 'feeds' | 'clock'>,
  who: Instructor,
  record: ClassRecord,
): Promise<string | undefined> {
  const feed = feeds.of(record);
  const isKnown = await settlesWithin(feed.view.catchUpOrShow(), PATIENCE_MS, clock).catch(() => false);
  if (!isKnown) {
    return undefined;
  }
  const { eventId, json } = await feed.opened(audienceOf(who));
  return `${JSON.stringify({ classId: record.id, eventId }).slice(0, -1)},"state":${json}}`;
}

/** `GET /opening` */
export function openingRoute(app: FastifyInstance, deps: OpeningDeps): void {
  app.get<{ Querystring: { readonly class?: string } }>(
    '/opening',
    { config: { right: 'class.watch', isWholeClass: true, knows: { query: ['class'] } } },
    async (request, reply) => sendPacked(request, reply, await describeOpening(deps, requireInstructor(request), request.query.class)),
  );
}
