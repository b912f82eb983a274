import { type ClassSummary, isObject, type StudentDetail } from '../../../src/protocol';
import type { Http } from '../platform/http';
import { type Outcome, toOutcome } from './outcome';

/** What the dashboard asks of the server, apart from the feed. Nothing here rejects. */
export interface InstructorApi {
  /** Trades the instructor's token for a session cookie. */
  openSession(token: string): Promise<Outcome<true>>;
  closeSession(): Promise<Outcome<true>>;
  listClasses(): Promise<Outcome<readonly ClassSummary[]>>;
  getStudent(classId: string, studentId: string): Promise<Outcome<StudentDetail>>;
}

const anyBody = (): true => true;

export function createInstructorApi(http: Http): InstructorApi {
  return {
    openSession: async token => toOutcome(await http('POST', 'api/v1/session', { token }), anyBody),
    closeSession: async () => toOutcome(await http('DELETE', 'api/v1/session'), anyBody),
    listClasses: async () => toOutcome(await http('GET', 'api/v1/classes'), readClasses),
    getStudent: async (classId, studentId) => toOutcome(await http('GET', studentPath(classId, studentId)), readDetail),
  };
}

function studentPath(classId: string, studentId: string): string {
  return `api/v1/classes/${encodeURIComponent(classId)}/students/${encodeURIComponent(studentId)}`;
}

function readClasses(body: unknown): readonly ClassSummary[] | undefined {
  return Array.isArray(body) && body.every(isClass) ? body : undefined;
}

function isClass(value: unknown): value is ClassSummary {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string' && typeof value['joinCode'] === 'string';
}

function readDetail(body: unknown): StudentDetail | undefined {
  return isObject(body) && isObject(body['student']) && Array.isArray(body['runs']) ? (body as unknown as StudentDetail) : undefined;
}
