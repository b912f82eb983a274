import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Replay, StudentTimeline } from '../../../../src/protocol';
import { requireInstructor } from '../../access/auth/require-instructor';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { type ClassParams, requireClass } from '../../class/classes/routes';
import { requireSession, type TimeRange } from '../../live/sessions/find-session';
import type { ClassView } from '../../live/view/class-view';
import type { Feeds } from '../../live/feed/feeds';
import { jsonWithList } from '../../live/feed/json-with-list';
import type { EventLog } from '../../log/event-log';
import type { BackgroundLane, Slice } from '../../platform/pace/background-lane';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { settledMs } from '../../platform/watched-clock';
import { HttpProblem } from '../../http/problem';
import type { ClassRecord } from '../../class/registry/registry';
import { recordHorizonMs } from '../../log/retention-limits';
import type { OrderKey } from '../../live/projection/events/corrected-time';
import { HistoriesUnderWay } from './histories-under-way';
import { HistoryReader, type HistoryScope } from './read-history';
import { ReplayRecording } from './replay-recording';
import { readCursor, TimelinePage } from './timeline';

export interface HistoryDeps {
  readonly log: EventLog;
  readonly feeds: Feeds;
  readonly directory: ClassDirectory;
  readonly clock: Clock;
  readonly random: Random;
  readonly lane: BackgroundLane;
}

interface TimelineRequest {
  readonly Params: ClassParams & { readonly studentId: string };
  readonly Querystring: { readonly before?: unknown; readonly limit?: unknown };
}

interface ReplayRequest {
  readonly Params: ClassParams;
  readonly Querystring: { readonly session?: unknown };
}

const REPLAY_OPTIONS = { config: { right: 'student.read', knows: { query: ['session'] } } } as const;

const DEFAULT_LIMIT = 100;
const MAX_EVENTS = 500;

/** `GET /classes/{id}/students/{studentId}/timeline` and `/classes/{id}/replay`: what happened, from the log itself. */
export function historyRoutes(app: FastifyInstance, { log, feeds, directory, clock, random, lane }: HistoryDeps): void {
  const replays = new HistoryReader(log, clock, lane);
  // Who looks at a student does not wait for a replay.
  const timelines = new HistoryReader(log, clock);
  const underWay = new HistoriesUnderWay(random);
  const scopeOf = ({ id, policy }: ClassRecord): HistoryScope => ({
    classId: id,
    expiredBeforeMs: recordHorizonMs(settledMs(clock), policy.retentionDays),
  });

  /** Once more when the student's data was erased meanwhile, and some of it was not there any more. */
  const readTimeline = async (
    record: ClassRecord,
    studentId: string,
    signal: AbortSignal,
    newPage: () => TimelinePage,
  ): Promise<TimelinePage> => {
    const { view } = feeds.of(record);
    await requireStudent(view, studentId);
    const page = newPage();
    const entries = view.projection.entriesOf(studentId);
    await timelines.read({ ...scopeOf(record), owner: { studentId, entries } }, page, signal);
    await view.catchUp();
    return entries === view.projection.entriesOf(studentId) ? page : readTimeline(record, studentId, signal, newPage);
  };

  app.get<TimelineRequest>(
    '/classes/:classId/students/:studentId/timeline',
    { config: { right: 'student.read', knows: { query: ['before', 'limit'] } } },
    async (request, reply): Promise<StudentTimeline> => {
      const { classId, studentId } = request.params;
      const record = await requireClass(directory, classId);
      const [cursor, limit] = [requireCursor(request.query.before), requireLimit(request.query.limit)];
      const gone = underWay.begin(requireInstructor(request).id, reply);
      const page = await readTimeline(record, studentId, gone, () => new TimelinePage(cursor, limit));
      return page.render(record.id);
    },
  );

  app.get<ReplayRequest>('/classes/:classId/replay', REPLAY_OPTIONS, async (request, reply) => {
    const record = await requireClass(directory, request.params.classId);
    const { view } = feeds.of(record);
    const gone = underWay.begin(requireInstructor(request).id, reply);
    await view.catchUp();
    const { session } = request.query;
    const time = session === undefined ? undefined : requireSession(view, session, clock.wallMs()).time;
    const exercises = view.exercises.exercises();
    const students = [...view.projection.students.keys()];
    const recording = new ReplayRecording(new Map(students.map((studentId, index) => [studentId, index])), view.exercises);
    await replays.read(scopeOf(record), recording, gone);
    const whole = { ...(typeof session === 'string' && { session }), students, exercises };
    return sendReplay(reply, whole, recording, { time, nowMs: clock.wallMs(), slice: lane.slice() });
  });
}

async function requireStudent(view: ClassView, studentId: string): Promise<void> {
  await view.catchUp();
  if (view.student(studentId) === undefined) {
    throw new HttpProblem('not_found', 'The class has no student with this id.');
  }
}

function sendReplay(
  reply: FastifyReply,
  whole: Pick<Replay, 'session' | 'students' | 'exercises'>,
  recording: ReplayRecording,
  { time, nowMs, slice }: { readonly time: TimeRange | undefined; readonly nowMs: number; readonly slice: Slice },
): FastifyReply {
  const span = recording.span(time) ?? { fromMs: nowMs, toMs: nowMs };
  const head = { ...span, ...(recording.omitted > 0 && { omitted: recording.omitted }), ...whole } satisfies Omit<Replay, 'runs'>;
  const text = jsonWithList(head, 'runs', recording.runs(span.fromMs, slice, time), slice);
  return reply.type('application/json; charset=utf-8').send(Readable.from(text, { highWaterMark: 1 }));
}

function requireCursor(before: unknown): OrderKey | undefined {
  const cursor = typeof before === 'string' ? readCursor(before) : undefined;
  if (before !== undefined && cursor === undefined) {
    throw invalid('before', 'must be what an earlier page gave as its before');
  }
  return cursor;
}

function requireLimit(limit: unknown): number {
  const number = limit === undefined ? DEFAULT_LIMIT : typeof limit === 'string' && /^\d{1,3}$/u.test(limit) ? Number(limit) : 0;
  if (number < 1 || number > MAX_EVENTS) {
    throw invalid('limit', `must be a whole number from 1 to ${String(MAX_EVENTS)}`);
  }
  return number;
}

function invalid(path: string, message: string): HttpProblem {
  return new HttpProblem('invalid', 'The timeline cannot be shown like that.', { errors: [{ path, message }] });
}
