import {
  type AlertLevelsReply,
  type AuditPage,
  type ClassSummary,
  type CoursePlan,
  type DeliveryReport,
  type InstructorSession,
  type InstructorSummary,
  type ExerciseMatrix,
  isObject,
  type NewInstructor,
  type OpenedClass,
  type Opening,
  type ReleasedNames,
  type Replay,
  type RoomPlan,
  type Roster,
  type RosterReply,
  type SentMessage,
  type SessionList,
  type StudentTimeline,
  type SystemState,
} from '../../../src/protocol';

/* What the server answers instructors with, told by what the page cannot do without; undefined for anything else. */

export function readOpening(body: unknown): Opening | undefined {
  if (!isObject(body)) {
    return undefined;
  }
  const session = readSession(body['session']);
  const classes = readClasses(body['classes']);
  const first = readOpened(body['first']);
  return session && classes && { session, classes, ...(first !== undefined && { first }) };
}

/** What is not as expected, the feed brings. */
function readOpened(value: unknown): OpenedClass | undefined {
  return isObject(value) && typeof value['classId'] === 'string' && typeof value['eventId'] === 'string'
    ? (value as unknown as OpenedClass)
    : undefined;
}

function readSession(body: unknown): InstructorSession | undefined {
  return isObject(body) && typeof body['id'] === 'string' && Array.isArray(body['rights'])
    ? (body as unknown as InstructorSession)
    : undefined;
}

export function readMessages(body: unknown): readonly SentMessage[] | undefined {
  return isObject(body) && Array.isArray(body['messages']) ? (body['messages'] as SentMessage[]) : undefined;
}

export function readReleased(body: unknown): ReleasedNames | undefined {
  return isObject(body) && typeof body['released'] === 'number' ? { released: body['released'] } : undefined;
}

export function readClasses(body: unknown): readonly ClassSummary[] | undefined {
  return Array.isArray(body) && body.every(isClass) ? body : undefined;
}

export function readClass(body: unknown): ClassSummary | undefined {
  return isClass(body) ? body : undefined;
}

export function readRoster(body: unknown): Roster | undefined {
  return isObject(body) && Array.isArray(body['students']) ? (body as unknown as Roster) : undefined;
}

export function readRosterReply(body: unknown): RosterReply | undefined {
  const lists = ['added', 'removed', 'changed', 'released'];
  return isObject(body) && lists.every(list => Array.isArray(body[list])) ? (body as unknown as RosterReply) : undefined;
}

function isClass(value: unknown): value is ClassSummary {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string' && typeof value['joinCode'] === 'string';
}

export function readTimeline(body: unknown): StudentTimeline | undefined {
  return isObject(body) && Array.isArray(body['events']) ? (body as unknown as StudentTimeline) : undefined;
}

export function readReplay(body: unknown): Replay | undefined {
  const lists = ['students', 'exercises', 'runs'];
  return isObject(body) && lists.every(list => Array.isArray(body[list])) ? (body as unknown as Replay) : undefined;
}

export function readSessions(body: unknown): SessionList | undefined {
  return isObject(body) && Array.isArray(body['sessions']) ? (body as unknown as SessionList) : undefined;
}

export function readDelivery(body: unknown): DeliveryReport | undefined {
  return isObject(body) && Array.isArray(body['sources']) ? (body as unknown as DeliveryReport) : undefined;
}

export function readSystem(body: unknown): SystemState | undefined {
  return isObject(body) && Array.isArray(body['history']) && isObject(body['ingest']) ? (body as unknown as SystemState) : undefined;
}

export function readAlertLevels(body: unknown): AlertLevelsReply | undefined {
  return isObject(body) && Array.isArray(body['alerts']) ? (body as unknown as AlertLevelsReply) : undefined;
}

export function readMatrix(body: unknown): ExerciseMatrix | undefined {
  return isObject(body) && Array.isArray(body['exercises']) && Array.isArray(body['students'])
    ? (body as unknown as ExerciseMatrix)
    : undefined;
}

export function readRooms(body: unknown): RoomPlan | undefined {
  return isObject(body) && typeof body['revision'] === 'number' && Array.isArray(body['rooms']) ? (body as unknown as RoomPlan) : undefined;
}

export function readPlan(body: unknown): CoursePlan | undefined {
  return isObject(body) && Array.isArray(body['notebooks']) ? (body as unknown as CoursePlan) : undefined;
}

export function readInstructors(body: unknown): readonly InstructorSummary[] | undefined {
  return Array.isArray(body) ? (body as readonly InstructorSummary[]) : undefined;
}

export function readNewInstructor(body: unknown): NewInstructor | undefined {
  return isObject(body) && typeof body['token'] === 'string' ? (body as unknown as NewInstructor) : undefined;
}

export function readAudit(body: unknown): AuditPage | undefined {
  return isObject(body) && Array.isArray(body['entries']) ? (body as unknown as AuditPage) : undefined;
}
