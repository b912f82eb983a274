import { type ClassSummary, isObject, type Roster, type RosterReply, type StudentDetail, type TeamRule } from '../../../src/protocol';
import type { Http } from '../platform/http';
import { type Outcome, toOutcome } from './outcome';

/** What the dashboard asks of the server, apart from the feed. Nothing here rejects. */
export interface InstructorApi {
  /** Trades the instructor's token for a session cookie. */
  openSession(token: string): Promise<Outcome<true>>;
  closeSession(): Promise<Outcome<true>>;
  listClasses(): Promise<Outcome<readonly ClassSummary[]>>;
  getStudent(classId: string, studentId: string): Promise<Outcome<StudentDetail>>;
  /** Frees a student's name for another device; the tokens of the present one end. */
  releaseName(classId: string, studentId: string): Promise<Outcome<true>>;
  setTeams(classId: string, teams: TeamRule): Promise<Outcome<ClassSummary>>;
  getRoster(classId: string): Promise<Outcome<Roster>>;
  /** @param isTrial says what the file would change, and changes nothing */
  putRoster(classId: string, csv: Blob, isTrial: boolean): Promise<Outcome<RosterReply>>;
  removeRoster(classId: string): Promise<Outcome<true>>;
}

const anyBody = (): true => true;

export function createInstructorApi(http: Http): InstructorApi {
  return {
    openSession: async token => toOutcome(await http('POST', 'api/v1/session', { token }), anyBody),
    closeSession: async () => toOutcome(await http('DELETE', 'api/v1/session'), anyBody),
    listClasses: async () => toOutcome(await http('GET', 'api/v1/classes'), readClasses),
    getStudent: async (classId, studentId) => toOutcome(await http('GET', classPath(classId, 'students', studentId)), readDetail),
    releaseName: async (classId, studentId) => toOutcome(await http('DELETE', classPath(classId, 'enrolments', studentId)), anyBody),
    setTeams: async (classId, teams) => toOutcome(await http('PATCH', classPath(classId), { teams }), readClass),
    getRoster: async classId => toOutcome(await http('GET', classPath(classId, 'roster')), readRoster),
    putRoster: async (classId, csv, isTrial) => {
      const path = `${classPath(classId, 'roster')}${isTrial ? '?dryRun=1' : ''}`;
      return toOutcome(await http('PUT', path, csv), readRosterReply);
    },
    removeRoster: async classId => toOutcome(await http('DELETE', classPath(classId, 'roster')), anyBody),
  };
}

function classPath(...words: readonly string[]): string {
  return ['api/v1/classes', ...words.map(word => encodeURIComponent(word))].join('/');
}

function readClasses(body: unknown): readonly ClassSummary[] | undefined {
  return Array.isArray(body) && body.every(isClass) ? body : undefined;
}

function readClass(body: unknown): ClassSummary | undefined {
  return isClass(body) ? body : undefined;
}

function readRoster(body: unknown): Roster | undefined {
  return isObject(body) && Array.isArray(body['students']) ? (body as unknown as Roster) : undefined;
}

function readRosterReply(body: unknown): RosterReply | undefined {
  const lists = ['added', 'removed', 'changed', 'released'];
  return isObject(body) && lists.every(list => Array.isArray(body[list])) ? (body as unknown as RosterReply) : undefined;
}

function isClass(value: unknown): value is ClassSummary {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string' && typeof value['joinCode'] === 'string';
}

function readDetail(body: unknown): StudentDetail | undefined {
  return isObject(body) && isObject(body['student']) && Array.isArray(body['runs']) ? (body as unknown as StudentDetail) : undefined;
}
