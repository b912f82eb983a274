import { type BatchReply, CAPTURE_LEVELS, type CheckedBatch, LIMITS } from '../../../src/protocol';
import type { InboxContents, StudentInbox } from '../live/attention/student-inbox';
import { budgetKey, type StudentBudget } from '../access/admission/student-budget';
import type { IngestClaims, IngestTokens } from '../access/auth/ingest-tokens';
import type { ClassDirectory } from '../class/classes/class-directory';
import type { EventLog } from '../log/event-log';
import type { IngestMetrics } from '../observability/metrics/ingest-metrics';
import type { PageReport } from '../live/presence/pages-now';
import type { Clock } from '../platform/clock';
import { jitter, type Random } from '../platform/random';
import { HttpProblem } from '../http/problem';
import type { ClassRecord, Enrolment } from '../class/registry/registry';
import { appendBatch } from './append-batch';
import { refuseRevoked } from './authenticate';
import type { PoliciesTold } from './policies-told';
import { malformedBody } from './body';
import { type CallerPace, isCalling } from './caller-pace';
import type { BatchReader, Claim } from './reading/batch-reader';
import type { BatchRead, BatchRules, Malformed, WholeBody } from './reading/read-batch';

export interface IngestDeps {
  readonly log: EventLog;
  readonly directory: ClassDirectory;
  readonly tokens: IngestTokens;
  readonly clock: Clock;
  readonly random: Random;
  readonly policiesTold: PoliciesTold;
  readonly metrics: IngestMetrics;
  readonly budget: StudentBudget;
  /** Told of the first report of whoever joined untold. */
  readonly onFirstReport: (enrolment: Enrolment) => Promise<void>;
  readonly reader: BatchReader;
  /** Whether a student has stored as much as one may in a day: from then on without texts. */
  readonly isOverQuota: (classId: string, studentId: string) => boolean;
  /** What the class's cadence is multiplied by: above 1 while the server is busy. */
  readonly stretch: () => number;
  readonly callerPace: CallerPace;
  readonly inbox: Pick<StudentInbox, 'collect'>;
  /** Told of every report and heartbeat when it is stamped: what its student's clock says. */
  readonly witness: (classId: string, studentId: string, sentAt: string, receivedAtMs: number) => void;
  /** Told of every report and heartbeat, and what it says of its page. */
  readonly onPresence: (classId: string, studentId: string, seenAtMs: number, page: PageReport) => void;
}

/** A body that is whole, and whose it seems to be. */
export interface HeldBody extends WholeBody {
  readonly claim: Claim;
}

/** Of a request without one. */
export const NO_BODY: HeldBody = { bytes: new Uint8Array(), wasPacked: false, claim: { owner: '', isLive: true } };

/** Spreads a class that was started by one "please begin now". */
const CADENCE_SPREAD = 0.2;

/**
 * Takes a batch of the token's student. Resolves when it is in the log, and only then.
 * @throws HttpProblem for whatever the protocol's table does not answer with 202
 * @throws LogUnavailableError
 */
export async function takeBatch(deps: IngestDeps, claims: IngestClaims, body: HeldBody): Promise<BatchReply> {
  const record = await deps.directory.getClass(claims.classId);
  const level = record?.policy.level ?? CAPTURE_LEVELS[0];
  const rules = (): BatchRules => ({ level, isOverQuota: deps.isOverQuota(claims.classId, claims.studentId) });
  const read = requireJson(await deps.reader.batch(body, rules, body.claim));
  if (record === undefined) {
    throw new HttpProblem('token_invalid', 'The class of this token does not exist here.');
  }
  const batch = requireSound(read);
  // The team of now: a roster may have moved the student since the token was made.
  const enrolment = await refuseRevoked(deps.directory, claims);
  const { team } = enrolment;
  if (deps.tokens.isExpired(claims)) {
    await refuseUnknownSource(deps.log, claims, batch.sid);
  }
  if (batch.range !== undefined) {
    await deps.directory.noteReported(enrolment);
    if (claims.isUntold === true) {
      await deps.onFirstReport(enrolment);
    }
  }
  const hwm = await accountFor(deps, { ...claims, team }, batch);
  const isPolicyKnown = deps.policiesTold.isKnown(claims, batch, record.policy.revision);
  const calls = isCalling(batch);
  const contents = deps.inbox.collect(claims, batch.seenMessage, calls);
  const stretch = deps.stretch();
  const ordinaryMs = jitter(deps.random, record.policy.cadenceMs * stretch, CADENCE_SPREAD);
  const nextMs = deps.callerPace.nextMs(calls, contents.help, ordinaryMs, stretch);
  return toReply(record, batch, { hwm, nextMs, isPolicyKnown, contents });
}

function requireJson(read: BatchRead): Exclude<BatchRead, Malformed> {
  if (read.kind === 'malformed') {
    throw malformedBody('invalid_batch', read);
  }
  return read;
}

function requireSound(read: Exclude<BatchRead, Malformed>): CheckedBatch {
  switch (read.kind) {
    case 'too_many':
      throw new HttpProblem('batch_too_large', `A batch has at most ${String(LIMITS.batchEvents)} events.`);
    case 'flawed':
      throw new HttpProblem('invalid_batch', 'The batch is malformed; nothing of it was stored.', { errors: read.errors });
    case 'sound':
      return read.batch;
  }
}

/** An expired token delivers what its page recorded, and opens nothing new. */
async function refuseUnknownSource(log: EventLog, { classId, studentId }: IngestClaims, sid: string): Promise<void> {
  if ((await log.highWaterMark(classId, studentId, sid)) === 0) {
    throw new HttpProblem('token_invalid', 'The token has ended. Join again.');
  }
}

async function accountFor(deps: IngestDeps, claims: IngestClaims, batch: CheckedBatch): Promise<number> {
  const { classId, studentId } = claims;
  const receivedAtMs = deps.clock.wallMs();
  deps.witness(classId, studentId, batch.sentAt, receivedAtMs);
  const hwm = await (batch.range === undefined
    ? deps.log.highWaterMark(classId, studentId, batch.sid)
    : append(deps, claims, batch, batch.range, receivedAtMs));
  const { sid, now, unreachable } = batch;
  deps.onPresence(classId, studentId, receivedAtMs, { sid, ...(now && { now }), ...(unreachable && { unreachable }) });
  return hwm;
}

async function append(
  { log, directory, metrics, budget }: IngestDeps,
  claims: IngestClaims,
  batch: CheckedBatch,
  { first, last, oldest }: NonNullable<CheckedBatch['range']>,
  receivedAtMs: number,
): Promise<number> {
  const { studentId, team } = claims;
  const { sid, sentAt, eventsJson, soundCount, rejected } = batch;
  const entry = {
    kind: 'batch',
    studentId,
    team,
    sid,
    first,
    last,
    sentAt,
    receivedAtMs,
    eventsJson,
    rejected,
  } as const;
  const events = soundCount + rejected.length;
  budget.charge(budgetKey(claims), 'events', events);
  const { verdict, hwm } = await metrics
    .timeAppend(() => appendBatch(log, directory, claims, { entry, oldest }))
    .catch((error: unknown) => {
      // It will come again, and through no fault of the student's.
      budget.refund(budgetKey(claims), 'events', events);
      throw error;
    });
  metrics.decided(verdict, soundCount, rejected);
  if (verdict === 'rewind') {
    throw new HttpProblem('rewind', 'Send again from the event after hwm.', { hwm });
  }
  return hwm;
}

interface Answer {
  readonly hwm: number;
  readonly nextMs: number;
  readonly isPolicyKnown: boolean;
  readonly contents: InboxContents;
}

function toReply({ policy }: ClassRecord, { rejected }: CheckedBatch, { hwm, nextMs, isPolicyKnown, contents }: Answer): BatchReply {
  return isPolicyKnown ? { hwm, nextMs, rejected, ...contents } : { hwm, nextMs, rejected, policy, ...contents };
}
