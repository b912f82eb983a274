import type { RosterReply, RosterStudent } from '../../../../src/protocol';
import type { ClassDirectory } from '../classes/class-directory';
import type { EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { HUB_DEVICE, type RosterEffect } from '../registry/registry';
import { describeClass, isDescribed } from '../registry/archived-class';
import type { Archive } from '../../log/archive/archive';
import { compareRosters } from './compare-rosters';

export interface RosterDeps {
  readonly directory: ClassDirectory;
  readonly log: EventLog;
  readonly clock: Clock;
  /** Undefined when nothing is ever archived. */
  readonly archive: Archive | undefined;
}

/** What a roster changes, however it was written. */
type RosterOutcome = Omit<RosterReply, 'encoding' | 'columns'>;

/**
 * Says what a roster would change.
 * @throws LogUnavailableError
 */
export async function previewRoster(
  { directory }: RosterDeps,
  classId: string,
  students: readonly RosterStudent[],
): Promise<RosterOutcome> {
  const { registry } = directory;
  const [before, enrolments] = await Promise.all([registry.getRoster(classId), registry.listEnrolments(classId)]);
  const enrolled = enrolments.map(({ studentId }) => studentId);
  return { applied: false, students: students.length, ...compareRosters(before, students, enrolled) };
}

/**
 * Gives the class the roster, and tells its log what students are called from now on; what they sent stays as it was.
 * @throws LogUnavailableError
 */
export async function applyRoster(deps: RosterDeps, classId: string, students: readonly RosterStudent[]): Promise<RosterOutcome> {
  const expected = await previewRoster(deps, classId, students);
  const { released, renamed } = await deps.directory.replaceRoster(classId, students);
  await describeAnew(deps, classId);
  await Promise.all(renamed.map(naming => recordNaming(deps, classId, naming)));
  return { ...expected, applied: true, released: [...released].sort() };
}

/** Takes one student off the roster, here and in what an archive would bring back. Resolves to whether they were on it. */
export async function takeOffRoster(deps: Pick<RosterDeps, 'directory' | 'archive'>, classId: string, studentId: string): Promise<boolean> {
  const wasListed = await deps.directory.unlist(classId, studentId);
  await describeAnew(deps, classId);
  return wasListed;
}

/** What an archive would bring back is the roster of now: a class that has one would else come back as open as it was before. */
async function describeAnew({ directory, archive }: Pick<RosterDeps, 'directory' | 'archive'>, classId: string): Promise<void> {
  const record = await directory.registry.getClass(classId);
  if (record !== undefined && archive !== undefined && (await isDescribed(archive, classId))) {
    await describeClass(archive, record, await directory.registry.getRoster(classId));
  }
}

/** Whom JupyterHub vouched for stays verified under the new name. */
async function recordNaming(
  { directory, log, clock }: RosterDeps,
  classId: string,
  naming: RosterEffect['renamed'][number],
): Promise<void> {
  const enrolment = await directory.getEnrolment(classId, naming.studentId);
  const verified = enrolment?.deviceId === HUB_DEVICE ? { isVerified: true as const } : {};
  await log.appendEntries(classId, { kind: 'enrolled', ...naming, ...verified, receivedAtMs: clock.wallMs() });
}
