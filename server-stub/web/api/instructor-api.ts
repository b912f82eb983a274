import type {
  AlertLevelChanges,
  AlertLevelsReply,
  AttentionLevels,
  AuditPage,
  ClassSummary,
  CoursePlan,
  DeliveryReport,
  HelpAnswer,
  IdentityRule,
  InstructorSummary,
  ExerciseMatrix,
  MessageTarget,
  NewInstructor,
  Opening,
  Policy,
  QueueState,
  ReleasedNames,
  Remark,
  Replay,
  Role,
  RoomPlan,
  Roster,
  RosterReply,
  SentMessage,
  SessionList,
  StudentTimeline,
  SystemState,
  TeamRule,
  VisitMessage,
} from '../../../src/protocol';
import type { Http } from '../platform/network/http';
import { type Outcome, toOutcome } from './outcome';
import {
  readOpening,
  readMessages,
  readReleased,
  readClasses,
  readClass,
  readRoster,
  readRosterReply,
  readTimeline,
  readReplay,
  readSessions,
  readDelivery,
  readSystem,
  readAlertLevels,
  readMatrix,
  readRooms,
  readPlan,
  readInstructors,
  readNewInstructor,
  readAudit,
} from './read-replies';

/** Changes to a class. `retentionDays: null` removes the stated retention period. */
export interface ClassChanges {
  readonly name?: string;
  readonly joinCode?: string;
  readonly identity?: IdentityRule;
  readonly teams?: TeamRule;
  readonly attention?: AttentionLevels;
  readonly policy?: Partial<Pick<Policy, 'level' | 'cadenceMs' | 'mayPause' | 'consent' | 'mask'>> & {
    readonly retentionDays?: number | null;
  };
}

/** The server's API for instructors, apart from the feed. None of these promises rejects. */
export interface InstructorApi {
  /** Trades the instructor's token for a session cookie. */
  openSession(token: string): Promise<Outcome<Opening>>;
  closeSession(): Promise<Outcome<true>>;
  /** Who is signed in, and what they may do. */
  /** What the page begins with. @param classId of the class that it shows, else the first */
  getOpening(classId: string | undefined): Promise<Outcome<Opening>>;
  listClasses(): Promise<Outcome<readonly ClassSummary[]>>;
  /** @param before the page's `before`, for the next, older one */
  getTimeline(classId: string, studentId: string, before?: string): Promise<Outcome<StudentTimeline>>;
  /** @param session the id of one of the class's; undefined for all that there is */
  getReplay(classId: string, session?: string): Promise<Outcome<Replay>>;
  listSessions(classId: string): Promise<Outcome<SessionList>>;
  /** Begins a session, unless one has begun within a minute. */
  beginSession(classId: string): Promise<Outcome<true>>;
  getDelivery(classId: string): Promise<Outcome<DeliveryReport>>;
  getSystem(): Promise<Outcome<SystemState>>;
  /** The levels at which the server raises its alerts. */
  getAlertLevels(): Promise<Outcome<AlertLevelsReply>>;
  /** Changes the given levels for the whole server; null restores the server's configuration. */
  changeAlertLevels(changes: AlertLevelChanges): Promise<Outcome<AlertLevelsReply>>;
  /** Frees a student's name for another device and revokes the tokens of the current one. */
  releaseName(classId: string, studentId: string): Promise<Outcome<true>>;
  /** Marks somebody who joined as an instructor, who counts nowhere, or as a student again. */
  markStaff(classId: string, studentId: string, isStaff: boolean): Promise<Outcome<true>>;
  /** Takes out for good what the class holds of the student, but for their line of the roster. */
  eraseStudent(classId: string, studentId: string): Promise<Outcome<true>>;
  /** Frees the names of all who have joined and never reported. */
  removeSilent(classId: string): Promise<Outcome<ReleasedNames>>;
  changeClass(classId: string, changes: ClassChanges): Promise<Outcome<ClassSummary>>;
  listInstructors(): Promise<Outcome<readonly InstructorSummary[]>>;
  addInstructor(name: string, role: Role): Promise<Outcome<NewInstructor>>;
  /** Revokes the instructor's token and sessions. */
  removeInstructor(id: string): Promise<Outcome<true>>;
  /** The audit log, newest first. */
  getAudit(): Promise<Outcome<AuditPage>>;
  getRoster(classId: string): Promise<Outcome<Roster>>;
  /** @param isTrial only reports what the file would change */
  putRoster(classId: string, csv: Blob, isTrial: boolean): Promise<Outcome<RosterReply>>;
  removeRoster(classId: string): Promise<Outcome<true>>;
  /** @param takeOver even if another instructor has claimed it; otherwise that fails with `already_claimed` */
  answerHelp(classId: string, helpId: string, status: HelpAnswer, takeOver: boolean, remark?: Remark): Promise<Outcome<true>>;
  setQueue(classId: string, state: QueueState): Promise<Outcome<true>>;
  noteVisit(classId: string, visit: VisitMessage): Promise<Outcome<true>>;
  sendMessage(classId: string, to: MessageTarget, text: string): Promise<Outcome<true>>;
  /** Every hint that was sent to an error group, the newest first, also in earlier weeks. */
  getHints(classId: string, errorGroup: string): Promise<Outcome<readonly SentMessage[]>>;
  getExercises(classId: string): Promise<Outcome<ExerciseMatrix>>;
  /** The class's own notebooks, as an instructor uploaded them. */
  getCoursePlan(classId: string): Promise<Outcome<CoursePlan>>;
  /** Replaces all of them. */
  putCoursePlan(classId: string, plan: CoursePlan): Promise<Outcome<CoursePlan>>;
  getRooms(classId: string): Promise<Outcome<RoomPlan>>;
  /** Refused with `409` if somebody else has changed the rooms since `plan.revision`. */
  putRooms(classId: string, plan: RoomPlan): Promise<Outcome<RoomPlan>>;
}

const anyBody = (): true => true;

export function createInstructorApi(http: Http): InstructorApi {
  return {
    openSession: async token => toOutcome(await http('POST', 'api/v1/session', { token, opening: true }), readOpening),
    closeSession: async () => toOutcome(await http('DELETE', 'api/v1/session'), anyBody),
    getOpening: async classId => {
      const query = classId === undefined ? '' : `?class=${encodeURIComponent(classId)}`;
      return toOutcome(await http('GET', `api/v1/opening${query}`), readOpening);
    },
    listClasses: async () => toOutcome(await http('GET', 'api/v1/classes'), readClasses),
    getTimeline: async (classId, studentId, before) => {
      const query = before === undefined ? '' : `?before=${encodeURIComponent(before)}`;
      return toOutcome(await http('GET', `${classPath(classId, 'students', studentId, 'timeline')}${query}`), readTimeline);
    },
    getReplay: async (classId, session) => {
      const query = session === undefined ? '' : `?session=${encodeURIComponent(session)}`;
      return toOutcome(await http('GET', `${classPath(classId, 'replay')}${query}`), readReplay);
    },
    listSessions: async classId => toOutcome(await http('GET', classPath(classId, 'sessions')), readSessions),
    beginSession: async classId => toOutcome(await http('POST', classPath(classId, 'sessions')), anyBody),
    getDelivery: async classId => toOutcome(await http('GET', classPath(classId, 'delivery')), readDelivery),
    getSystem: async () => toOutcome(await http('GET', 'api/v1/system'), readSystem),
    getAlertLevels: async () => toOutcome(await http('GET', 'api/v1/alert-levels'), readAlertLevels),
    changeAlertLevels: async changes => toOutcome(await http('PATCH', 'api/v1/alert-levels', changes), readAlertLevels),
    releaseName: async (classId, studentId) => toOutcome(await http('DELETE', classPath(classId, 'enrolments', studentId)), anyBody),
    markStaff: async (classId, studentId, isStaff) =>
      toOutcome(await http(isStaff ? 'PUT' : 'DELETE', classPath(classId, 'students', studentId, 'staff')), anyBody),
    eraseStudent: async (classId, studentId) => toOutcome(await http('DELETE', classPath(classId, 'students', studentId, 'data')), anyBody),
    removeSilent: async classId => toOutcome(await http('DELETE', `${classPath(classId, 'enrolments')}?neverReported=1`), readReleased),
    changeClass: async (classId, changes) => toOutcome(await http('PATCH', classPath(classId), changes), readClass),
    listInstructors: async () => toOutcome(await http('GET', 'api/v1/instructors'), readInstructors),
    addInstructor: async (name, role) => toOutcome(await http('POST', 'api/v1/instructors', { name, role }), readNewInstructor),
    removeInstructor: async id => toOutcome(await http('DELETE', `api/v1/instructors/${encodeURIComponent(id)}`), anyBody),
    getAudit: async () => toOutcome(await http('GET', 'api/v1/audit'), readAudit),
    getRoster: async classId => toOutcome(await http('GET', classPath(classId, 'roster')), readRoster),
    putRoster: async (classId, csv, isTrial) => {
      const path = `${classPath(classId, 'roster')}${isTrial ? '?dryRun=1' : ''}`;
      return toOutcome(await http('PUT', path, csv), readRosterReply);
    },
    removeRoster: async classId => toOutcome(await http('DELETE', classPath(classId, 'roster')), anyBody),
    answerHelp: async (classId, helpId, status, takeOver, remark) =>
      toOutcome(await http('PATCH', classPath(classId, 'help', helpId), { status, ...(takeOver && { takeOver }), ...remark }), anyBody),
    setQueue: async (classId, state) => toOutcome(await http('PUT', classPath(classId, 'queue'), { state }), anyBody),
    noteVisit: async (classId, visit) => toOutcome(await http('PUT', classPath(classId, 'visits'), visit), anyBody),
    sendMessage: async (classId, to, text) => toOutcome(await http('POST', classPath(classId, 'messages'), { to, text }), anyBody),
    getHints: async (classId, errorGroup) =>
      toOutcome(await http('GET', `${classPath(classId, 'messages')}?errorGroup=${encodeURIComponent(errorGroup)}`), readMessages),
    getExercises: async classId => toOutcome(await http('GET', classPath(classId, 'exercises')), readMatrix),
    getCoursePlan: async classId => toOutcome(await http('GET', classPath(classId, 'notebooks')), readPlan),
    putCoursePlan: async (classId, plan) => toOutcome(await http('PUT', classPath(classId, 'notebooks'), plan), readPlan),
    getRooms: async classId => toOutcome(await http('GET', classPath(classId, 'rooms')), readRooms),
    putRooms: async (classId, plan) => toOutcome(await http('PUT', classPath(classId, 'rooms'), plan), readRooms),
  };
}

export function classPath(...words: readonly string[]): string {
  return ['api/v1/classes', ...words.map(word => encodeURIComponent(word))].join('/');
}
