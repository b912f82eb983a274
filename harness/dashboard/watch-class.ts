import { setTimeout as delay } from 'node:timers/promises';
import type { InstructorApi } from '../api/instructor-api';
import { type Dashboard, openDashboards } from './dashboard';
import { FeedDelays } from './feed-delays';
import { LoadTally } from '../generator/load-tally';
import { type OnAccepted, PacedLoad } from '../generator/paced';
import { acknowledgedOf, joinStudents, makeConnections } from '../generator/reporting-class';

export interface WatchedClassOptions {
  readonly students: number;
  readonly dashboards: number;
  /** In one report. */
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
}

export interface WatchedClassFigures {
  readonly tally: LoadTally;
  /** Of all dashboards together, milliseconds from a 202 to the delta that counts its events. */
  readonly delaysMs: readonly number[];
  /** Reports that a dashboard has never shown, of all dashboards together. */
  readonly unseen: number;
  /** Snapshots and deltas of one dashboard on average, while it was measured. */
  readonly framesPerSecond: number;
  /** How often a feed ended by itself. */
  readonly interruptions: number;
  /** The highest acknowledged `seq` of each source, by `sid`. */
  readonly acknowledged: ReadonlyMap<string, number>;
}

/** Longer than any delta may take. */
const LAST_DELTA_MS = 2000;

/**
 * A class that reports at a given rate, each student on a connection of their own, with dashboards on the feed.
 * @param whileMeasured is called when the warm-up is over
 */
export async function watchClass(
  api: InstructorApi,
  options: WatchedClassOptions,
  whileMeasured: () => void = () => undefined,
): Promise<WatchedClassFigures> {
  const { students, dashboards: count, events, eventsPerSecond, warmUpMs, measuredMs } = options;
  const sources = await joinStudents(api, students, events);
  const connections = makeConnections(api.url, students);
  const delays = Array.from({ length: count }, () => new FeedDelays());
  const dashboards = await openDashboards(api, count, (index, shown, atMs) => delays[index]?.noteShown(shown, atMs));
  const tally = new LoadTally();
  const onAccepted: OnAccepted = ({ enrolled, acknowledged }, atMs) =>
    delays.forEach(each => each.noteAccepted(enrolled.studentId, acknowledged, atMs));
  const load = new PacedLoad({ connections, sources, tally, reportsPerSecond: eventsPerSecond / events, onAccepted });
  load.start();
  await delay(warmUpMs);
  delays.forEach(each => each.startOver());
  const framesBefore = countFrames(dashboards);
  tally.start();
  whileMeasured();
  await delay(measuredMs);
  tally.stop();
  const framesPerSecond = ((countFrames(dashboards) - framesBefore) / count / measuredMs) * 1000;
  await load.stop();
  await delay(LAST_DELTA_MS);
  await Promise.all(dashboards.map(dashboard => dashboard.close()));
  connections.forEach(connection => connection.close());
  return {
    tally,
    delaysMs: delays.flatMap(each => each.delaysMs),
    unseen: delays.reduce((sum, each) => sum + each.unseen, 0),
    framesPerSecond,
    interruptions: dashboards.reduce((sum, { interruptions }) => sum + interruptions, 0),
    acknowledged: acknowledgedOf(sources),
  };
}

function countFrames(dashboards: readonly Dashboard[]): number {
  return dashboards.reduce((sum, { frames }) => sum + frames, 0);
}
