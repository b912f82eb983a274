import type {
  AlertLevelChanges,
  AlertLevelsReply,
  AuditPage,
  ClassSummary,
  CoursePlan,
  DeliveryReport,
  HelpAnswer,
  InstructorSummary,
  MessageTarget,
  QueueState,
  Remark,
  SentMessage,
  ExerciseMatrix,
  NewInstructor,
  ReleasedNames,
  Replay,
  RoomPlan,
  Role,
  Roster,
  RosterReply,
  SessionList,
  SessionSummary,
  StudentTimeline,
  SystemState,
  VisitMessage,
} from '../../../src/protocol';
import type { ClassChanges, InstructorApi } from '../api/instructor-api';
import type { Outcome } from '../api/outcome';
import { AS_OF, CLASS } from './class-fixtures';
import { FakeEntrance } from './fake-entrance';

/** A server that knows one token, one session and some classes. */
export class FakeApi extends FakeEntrance implements InstructorApi {
  timelines = new Map<string, StudentTimeline>();
  replay: Replay = { fromMs: 0, toMs: 0, students: [], exercises: [], runs: [] };
  sessions: readonly SessionSummary[] = [];
  /** Of which sessions a replay was asked for; and the classes of which one was begun. */
  readonly replayed: (string | undefined)[] = [];
  readonly begun: string[] = [];
  delivery: DeliveryReport = { sources: [] };
  system: SystemState | undefined;
  alertLevels: AlertLevelsReply = { alerts: [] };
  readonly alertChanges: AlertLevelChanges['levels'][] = [];
  /** Whether its role is shown no single student's runs. */
  isViewer = false;
  readonly released: string[] = [];
  readonly marked: (readonly [studentId: string, isStaff: boolean])[] = [];
  /** Whose data was erased. */
  readonly erased: string[] = [];
  /** The classes from which those who never reported were removed, and how many they are. */
  readonly emptied: string[] = [];
  silent = 3;
  instructors: readonly InstructorSummary[] = [];
  readonly changes: ClassChanges[] = [];
  roster: Roster = { students: [] };
  /** What the next roster is answered with. */
  rosterAnswer: Outcome<RosterReply> = { ok: false, failure: { kind: 'unreachable' } };
  matrix: ExerciseMatrix = { asOf: AS_OF, exercises: [], students: [] };
  rooms: RoomPlan = { revision: 0, rooms: [] };
  coursePlan: CoursePlan = { notebooks: [] };
  readonly rostersPut: { readonly csv: string; readonly isTrial: boolean }[] = [];

  readonly helpAnswers: ({ readonly helpId: string; readonly status: HelpAnswer; readonly takeOver: boolean } & Remark)[] = [];
  readonly queueStates: QueueState[] = [];
  /** By the error group that they were sent to. */
  readonly hints = new Map<string, readonly SentMessage[]>();
  readonly visits: VisitMessage[] = [];
  readonly sent: { readonly to: MessageTarget; readonly text: string }[] = [];
  listClasses(): Promise<Outcome<readonly ClassSummary[]>> {
    return this.answer(this.classes, this.hasSession);
  }

  getTimeline(_classId: string, studentId: string): Promise<Outcome<StudentTimeline>> {
    if (this.isViewer) {
      return Promise.resolve({ ok: false, failure: { kind: 'refused', status: 403, detail: '' } });
    }
    return this.answer(this.timelines.get(studentId) ?? { events: [], before: null }, this.hasSession);
  }

  getReplay(_classId: string, session?: string): Promise<Outcome<Replay>> {
    this.replayed.push(session);
    return this.answer(this.replay, this.hasSession);
  }

  listSessions(): Promise<Outcome<SessionList>> {
    return this.answer({ sessions: this.sessions }, this.hasSession);
  }

  beginSession(classId: string): Promise<Outcome<true>> {
    this.begun.push(classId);
    return this.answer(true, this.refusal === undefined, this.refusal);
  }

  getDelivery(): Promise<Outcome<DeliveryReport>> {
    return this.answer(this.delivery, this.hasSession);
  }

  getSystem(): Promise<Outcome<SystemState>> {
    const { system } = this;
    return system === undefined ? Promise.resolve({ ok: false, failure: { kind: 'unreachable' } }) : this.answer(system, this.hasSession);
  }

  getAlertLevels(): Promise<Outcome<AlertLevelsReply>> {
    return this.answer(this.alertLevels, this.hasSession);
  }

  changeAlertLevels({ levels }: AlertLevelChanges): Promise<Outcome<AlertLevelsReply>> {
    this.alertChanges.push(levels);
    if (this.refusal === undefined) {
      const alerts = this.alertLevels.alerts.map(alert => {
        const change = levels[alert.name];
        return change === undefined ? alert : { ...alert, setting: change ?? alert.started, isChosen: change !== null };
      });
      this.alertLevels = { alerts };
    }
    return this.answer(this.alertLevels, this.refusal === undefined, this.refusal);
  }

  releaseName(_classId: string, studentId: string): Promise<Outcome<true>> {
    this.released.push(studentId);
    return this.answer(true, this.hasSession);
  }

  markStaff(_classId: string, studentId: string, isStaff: boolean): Promise<Outcome<true>> {
    this.marked.push([studentId, isStaff]);
    return this.answer(true, this.refusal === undefined, this.refusal);
  }

  eraseStudent(_classId: string, studentId: string): Promise<Outcome<true>> {
    this.erased.push(studentId);
    return this.answer(true, this.refusal === undefined, this.refusal);
  }

  removeSilent(classId: string): Promise<Outcome<ReleasedNames>> {
    this.emptied.push(classId);
    return this.answer({ released: this.silent }, this.refusal === undefined, this.refusal);
  }

  changeClass(classId: string, changes: ClassChanges): Promise<Outcome<ClassSummary>> {
    const { policy: _policy, ...others } = changes;
    this.classes = this.classes.map(each => (each.id === classId ? { ...each, ...others } : each));
    this.changes.push(changes);
    return this.answer(this.classes.find(({ id }) => id === classId) ?? CLASS, this.hasSession);
  }

  listInstructors(): Promise<Outcome<readonly InstructorSummary[]>> {
    return this.answer(this.instructors, this.hasSession);
  }

  addInstructor(name: string, role: Role): Promise<Outcome<NewInstructor>> {
    const added = { id: name, name, role, createdAt: AS_OF };
    if (this.refusal === undefined) {
      this.instructors = [...this.instructors, added];
    }
    return this.answer({ ...added, token: `token-of-${name}` }, this.hasSession && this.refusal === undefined, this.refusal);
  }

  removeInstructor(id: string): Promise<Outcome<true>> {
    this.instructors = this.instructors.filter(each => each.id !== id);
    return this.answer(true, this.hasSession);
  }

  getAudit(): Promise<Outcome<AuditPage>> {
    return this.answer({ entries: [] }, this.hasSession);
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

  answerHelp(_classId: string, helpId: string, status: HelpAnswer, takeOver: boolean, remark: Remark = {}): Promise<Outcome<true>> {
    this.helpAnswers.push({ helpId, status, takeOver, ...remark });
    return this.answer(true, this.refusal === undefined, this.refusal);
  }

  setQueue(_classId: string, state: QueueState): Promise<Outcome<true>> {
    this.queueStates.push(state);
    return this.answer(true, this.refusal === undefined, this.refusal);
  }

  getHints(_classId: string, errorGroup: string): Promise<Outcome<readonly SentMessage[]>> {
    return this.answer(this.hints.get(errorGroup) ?? [], this.refusal === undefined, this.refusal);
  }

  noteVisit(_classId: string, visit: VisitMessage): Promise<Outcome<true>> {
    this.visits.push(visit);
    return this.answer(true, this.refusal === undefined, this.refusal);
  }

  sendMessage(_classId: string, to: MessageTarget, text: string): Promise<Outcome<true>> {
    this.sent.push({ to, text });
    return this.answer(true, this.refusal === undefined, this.refusal);
  }

  getExercises(): Promise<Outcome<ExerciseMatrix>> {
    return this.answer(this.matrix, this.hasSession);
  }

  getCoursePlan(): Promise<Outcome<CoursePlan>> {
    return this.answer(this.coursePlan, this.hasSession);
  }

  putCoursePlan(_classId: string, plan: CoursePlan): Promise<Outcome<CoursePlan>> {
    this.coursePlan = this.isReachable && this.refusal === undefined ? plan : this.coursePlan;
    return this.answer(this.coursePlan, this.refusal === undefined, this.refusal);
  }

  getRooms(): Promise<Outcome<RoomPlan>> {
    return this.answer(this.rooms, this.hasSession);
  }

  putRooms(_classId: string, { revision, rooms }: RoomPlan): Promise<Outcome<RoomPlan>> {
    if (revision !== this.rooms.revision) {
      return Promise.resolve({
        ok: false,
        failure: { kind: 'refused', status: 409, code: 'rooms_changed', detail: 'Somebody else has changed the rooms.' },
      });
    }
    this.rooms = this.isReachable ? { revision: revision + 1, rooms } : this.rooms;
    return this.answer(this.rooms, this.hasSession);
  }
}
