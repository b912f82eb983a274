import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { RequestLimits } from '../access/admission/request-limits';
import { Turns } from '../access/admission/turns';
import { FailedAttempts } from '../access/auth/failed-attempts';
import { GuessBrake } from '../access/auth/guess-brake';
import { StudentLimits } from '../ingest/student-limits';
import { alertRoutes } from '../observability/alerts/routes';
import { StudentInbox } from '../live/attention/student-inbox';
import { markRoutes } from '../live/attention/mark-routes';
import { attentionRoutes } from '../live/attention/routes';
import { keepAudit } from '../access/audit/keep-audit';
import { auditRoutes } from '../access/audit/routes';
import { hubSignInRoutes } from '../access/hub/sign-in-routes';
import { guardInstructors, type InstructorAuthDeps } from '../access/auth/instructor-guard';
import { requireInstructor } from '../access/auth/require-instructor';
import { sessionCookie } from '../access/auth/session-cookie';
import { ownSessionRoute, sessionRoutes } from '../access/auth/session-routes';
import { staffRoutes } from '../access/staff/staff-routes';
import { classRoutes } from '../class/classes/routes';
import { ENROLMENT_PATHS, enrolmentRoutes } from '../class/enrolment/routes';
import { JoiningNews } from '../class/enrolment/joining-news';
import { nameRoutes } from '../class/enrolment/name-routes';
import { Renewals } from '../class/enrolment/renewals';
import { erasureRoutes, ownDataRoutes } from '../record/erasure/routes';
import { exportRoutes } from '../record/export/routes';
import { exerciseRoutes } from '../live/feed/exercise-routes';
import { classSessionRoutes } from '../live/sessions/routes';
import { describeOpening, openingRoute } from '../live/feed/opening';
import { feedRoutes } from '../live/feed/routes';
import { type Findings, findTrouble } from '../observability/health/findings';
import { healthRoutes } from '../observability/health/routes';
import { historyRoutes } from '../record/history/routes';
import { openApiRoutes } from '../http/openapi/routes';
import { refuseUnknownWords } from '../http/known-words';
import { type BodyRules, readJsonBodies } from '../ingest/body';
import { allowOtherOrigins } from '../ingest/cross-origin';
import { CallerPace } from '../ingest/caller-pace';
import { ClockWitnesses } from '../ingest/clock-witnesses';
import { PoliciesTold } from '../ingest/policies-told';
import { readHere } from '../ingest/reading/batch-reader';
import { ingestRoutes } from '../ingest/routes';
import { planRoutes } from '../class/plan/routes';
import { roomRoutes } from '../class/rooms/routes';
import { rosterRoutes } from '../class/roster/routes';
import { systemRoutes } from '../observability/system/routes';
import { BackgroundLane } from '../platform/pace/background-lane';
import { inNextTurn } from '../platform/pace/next-turn';
import type { Parts } from './parts';

/** Of every request but a batch. */
export const SMALL_BODY_BYTES = 16 * 1024;
/** Of whoever has no right to anything yet: packed, too, they are small. */
const SMALL_BODIES: BodyRules = { types: ['application/json'], malformed: 'invalid_request', mostBytes: SMALL_BODY_BYTES };

/** The routes of the protocol, each scope with its own body parsers, limits and guards. */
export function addApi(api: FastifyInstance, parts: Parts): void {
  const { random, access, clock, logHealth, watch, durability, auditCoalescer } = parts;
  const findings = async (): Promise<Findings> =>
    findTrouble(await logHealth.problem(), watch?.storeFigures, watch?.alerts ?? [], await durability.check());
  openApiRoutes(api);
  healthRoutes(api, findings, random);
  const news = new JoiningNews({
    ...parts,
    maxStudents: parts.maxStudents ?? Number.POSITIVE_INFINITY,
    knownAs: (classId, studentId) => parts.feeds.peek(classId)?.find(studentId),
  });
  api.register(async scope => addReporting(scope, parts, news));
  api.register(async scope => addEnrolment(scope, parts, news));
  api.register(async scope => addOwnData(scope, parts));
  api.register(async scope => {
    readJsonBodies(scope, { types: ['application/json'], malformed: 'invalid_request' });
    await scope.register(fastifyCookie);
    refuseUnknownWords(scope);
    const cookie = sessionCookie(parts);
    const [attempts, limits] = [new FailedAttempts(clock, random), new RequestLimits(clock, random)];
    const auth: InstructorAuthDeps = { access, attempts, cookie, auditCoalescer, limits };
    sessionRoutes(scope, auth, who => describeOpening(parts, who));
    scope.register(async instructors => addInstructors(instructors, parts, auth));
  });
}

/** Beside the API: where browsers go to sign in with the hub, and come back to. */
export async function addHubSignIn(scope: FastifyInstance, parts: Parts): Promise<void> {
  const { hubStaff, access, auditCoalescer, random } = parts;
  if (hubStaff !== undefined) {
    await scope.register(fastifyCookie);
    hubSignInRoutes(scope, { hubStaff, access, cookie: sessionCookie(parts), auditCoalescer, entrance: parts, random });
  }
}

function addReporting(scope: FastifyInstance, parts: Parts, news: JoiningNews): void {
  const { store, log, directory, tokens, clock, random, metrics, allowedOrigins, load, gate, feeds, logger, budget, studentQuotaBytes } =
    parts;
  allowOtherOrigins(scope, ['/batches'], allowedOrigins);
  const witnesses = new ClockWitnesses(clock);
  ingestRoutes(scope, {
    log,
    directory,
    tokens,
    clock,
    random,
    gate,
    policiesTold: new PoliciesTold(),
    inbox: new StudentInbox({ log, feeds, clock, random, logger }),
    budget,
    onFirstReport: enrolment => news.reported(enrolment),
    reader: parts.batchReader ?? readHere,
    turns: new Turns(inNextTurn),
    isOverQuota: (classId, studentId) => feeds.storedLastDay(classId, studentId) >= (studentQuotaBytes ?? Infinity),
    limits: new StudentLimits({ clock, random, budget, onShed: () => metrics.shed('student_rate') }),
    metrics: metrics.ingest,
    witness: (classId, studentId, ...times) => witnesses.hear(`${classId}\n${studentId}`, ...times),
    onPresence: (...heard) => store.presence.touch(...heard),
    stretch: () => load.stretch,
    callerPace: new CallerPace(clock, random),
  });
}

function addEnrolment(scope: FastifyInstance, parts: Parts, news: JoiningNews): void {
  const { directory, hub, tokens, clock, random, allowedOrigins, gate, maxStudents = Number.POSITIVE_INFINITY } = parts;
  allowOtherOrigins(scope, ENROLMENT_PATHS, allowedOrigins);
  readJsonBodies(scope, SMALL_BODIES);
  const brake = new GuessBrake(clock, random);
  enrolmentRoutes(scope, {
    directory,
    news,
    renewals: new Renewals(clock, random),
    hub,
    tokens,
    clock,
    maxStudents,
    gate,
    brake,
    mostBytes: SMALL_BODY_BYTES,
  });
}

function addOwnData(scope: FastifyInstance, parts: Parts): void {
  const { eraser, auditCoalescer, directory, tokens, clock, random, metrics, allowedOrigins, gate } = parts;
  allowOtherOrigins(scope, ['/enrolments/me/data'], allowedOrigins, 'DELETE');
  readJsonBodies(scope, SMALL_BODIES);
  const limits = new StudentLimits({ clock, random, onShed: () => metrics.shed('student_rate') });
  ownDataRoutes(scope, { eraser, auditCoalescer, directory, tokens, limits, gate, clock, random, mostBytes: SMALL_BODY_BYTES });
}

/** Each of these routes names the right that it needs and, if it changes something, what is put on record of it. */
function addInstructors(scope: FastifyInstance, parts: Parts, auth: InstructorAuthDeps): void {
  const { store, log, directory, staff, tokens, feeds, eraser, cadenceMs, watch, clock, random, archive, keyRing } = parts;
  const lane = new BackgroundLane(clock);
  const reader = parts.batchReader ?? readHere;
  guardInstructors(scope, { ...auth, tokens, clock });
  keepAudit(scope, { trail: store.audit, actorOf: requireInstructor, clock });
  scope.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
  });
  ownSessionRoute(scope);
  staffRoutes(scope, staff);
  auditRoutes(scope, store.audit);
  classRoutes(scope, directory, cadenceMs);
  nameRoutes(scope, { directory, log, clock, random });
  feedRoutes(scope, feeds, directory);
  openingRoute(scope, parts);
  exerciseRoutes(scope, { feeds, directory, clock });
  attentionRoutes(scope, { log, feeds, directory, clock, random });
  classSessionRoutes(scope, { log, feeds, directory, clock, random });
  markRoutes(scope, { log, feeds, directory, clock, random });
  historyRoutes(scope, { log, feeds, directory, clock, random, lane });
  roomRoutes(scope, store.rooms, directory);
  planRoutes(scope, directory);
  exportRoutes(scope, { log, erasure: store.erasure, feeds, directory, keyRing, clock, lane });
  erasureRoutes(scope, eraser, directory);
  // A scope of its own: only there a body may be a CSV file.
  scope.register(async rosters => rosterRoutes(rosters, { directory, log, clock, archive, readRoster: bytes => reader.roster(bytes) }));
  if (watch !== undefined) {
    systemRoutes(scope, watch);
    alertRoutes(scope, watch.levels, () => watch.readings());
  }
}
