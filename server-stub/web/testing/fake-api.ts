import type { ClassSummary, Roster, RosterReply, StudentDetail, TeamRule } from '../../../src/protocol';
import type { InstructorApi } from '../api/instructor-api';
import type { Failure, Outcome } from '../api/outcome';
import { CLASS } from './class-fixtures';

export const NO_SESSION: Failure = { kind: 'refused', status: 401, detail: 'Sign in first.' };
export const WRONG_TOKEN: Failure = { kind: 'refused', status: 401, detail: 'This is not the instructor token.' };

/** A server that knows one token, one session and some classes. */
export class FakeApi implements InstructorApi {
  classes: readonly ClassSummary[] = [CLASS];
  details = new Map<string, StudentDetail>();
  isReachable = true;
  hasSession = false;
  /** Whether its role is shown no single student's runs. */
  isViewer = false;
  readonly tokensTried: string[] = [];
  readonly released: string[] = [];
  roster: Roster = { students: [] };
  /** What the next roster is answered with. */
  rosterAnswer: Outcome<RosterReply> = { ok: false, failure: { kind: 'unreachable' } };
  readonly rostersPut: { readonly csv: string; readonly isTrial: boolean }[] = [];

  constructor(private readonly rightToken = 'right-token') {}

  openSession(token: string): Promise<Outcome<true>> {
    this.tokensTried.push(token);
    this.hasSession = this.isReachable && token === this.rightToken;
    return this.answer(true, this.hasSession, WRONG_TOKEN);
  }

  closeSession(): Promise<Outcome<true>> {
    this.hasSession = this.isReachable ? false : this.hasSession;
    return this.answer(true);
  }

  listClasses(): Promise<Outcome<readonly ClassSummary[]>> {
    return this.answer(this.classes, this.hasSession);
  }

  getStudent(_classId: string, studentId: string): Promise<Outcome<StudentDetail>> {
    if (this.isViewer) {
      return Promise.resolve({ ok: false, failure: { kind: 'refused', status: 403, detail: '' } });
    }
    const detail = this.details.get(studentId);
    return detail === undefined
      ? Promise.resolve({ ok: false, failure: { kind: 'refused', status: 404, detail: '' } })
      : this.answer(detail, this.hasSession);
  }

  releaseName(_classId: string, studentId: string): Promise<Outcome<true>> {
    this.released.push(studentId);
    return this.answer(true, this.hasSession);
  }

  setTeams(classId: string, teams: TeamRule): Promise<Outcome<ClassSummary>> {
    this.classes = this.classes.map(each => (each.id === classId ? { ...each, teams } : each));
    return this.answer(this.classes.find(({ id }) => id === classId) ?? CLASS, this.hasSession);
  }

  getRoster(): Promise<Outcome<Roster>> {
    return this.answer(this.roster, this.hasSession);
  }

  async putRoster(_classId: string, csv: Blob, isTrial: boolean): Promise<Outcome<RosterReply>> {
    this.rostersPut.push({ csv: await csv.text(), isTrial });
    return this.rosterAnswer;
  }

  removeRoster(): Promise<Outcome<true>> {
    this.roster = { students: [] };
    return this.answer(true, this.hasSession);
  }

  private answer<T>(value: T, isAllowed = true, refusal: Failure = NO_SESSION): Promise<Outcome<T>> {
    if (!this.isReachable) {
      return Promise.resolve({ ok: false, failure: { kind: 'unreachable' } });
    }
    return Promise.resolve(isAllowed ? { ok: true, value } : { ok: false, failure: refusal });
  }
}
