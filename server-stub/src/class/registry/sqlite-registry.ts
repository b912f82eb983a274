import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { AttentionLevels, CoursePlan, Policy, RosterStudent, TeamRule } from '../../../../src/protocol';
import type { GroupCommit } from '../../databases/sqlite/group-commit';
import { whileAvailable } from '../../databases/sqlite/sqlite-failure';
import { joinKey } from './join-key';
import type { ClassRecord, EnrolResult, Enrolment, JoiningRules, Registry, RosterEffect, UpdateResult } from './registry';
import { compareStudentIds } from './roster-naming';
import { SqliteEnrolments } from './sqlite-enrolments';

type Row = Record<string, SQLOutputValue>;
type Statements = ReturnType<typeof prepareStatements>;

/** Classes and enrolments in the log's SQLite database. */
export class SqliteRegistry implements Registry {
  readonly #statements: Statements;
  readonly #enrolments: SqliteEnrolments;
  readonly #commits: GroupCommit;
  readonly #closeStore: () => Promise<void>;

  constructor(database: DatabaseSync, commits: GroupCommit, closeStore: () => Promise<void>) {
    this.#statements = prepareStatements(database);
    this.#enrolments = new SqliteEnrolments(database);
    this.#commits = commits;
    this.#closeStore = closeStore;
  }

  listClasses(): Promise<readonly ClassRecord[]> {
    return whileAvailable(() => this.#statements.allClasses.all().map(toClass));
  }

  getClass(id: string): Promise<ClassRecord | undefined> {
    return whileAvailable(() => mapRow(this.#statements.classById.get(id), toClass));
  }

  findByJoinCode(joinCode: string): Promise<ClassRecord | undefined> {
    return whileAvailable(() => mapRow(this.#statements.classByJoinKey.get(joinKey(joinCode)), toClass));
  }

  createClass(record: ClassRecord): Promise<boolean> {
    const { id, joinCode, createdAtMs } = record;
    return this.#commits.add(() => {
      const { changes } = this.#statements.insertClass.run(id, joinKey(joinCode), ...profileColumns(record), createdAtMs);
      return Number(changes) === 1;
    });
  }

  updateClass(before: ClassRecord, after: ClassRecord): Promise<UpdateResult> {
    const asBefore = [before.id, ...profileColumns(before)] as const;
    return this.#commits.add(() => {
      const { changes } = this.#statements.updateClass.run(joinKey(after.joinCode), ...profileColumns(after), ...asBefore);
      if (Number(changes) === 1) {
        return 'updated';
      }
      return this.#statements.classAsBefore.get(...asBefore) === undefined ? 'outdated' : 'taken';
    });
  }

  enrol(enrolment: Enrolment, rules: JoiningRules = {}): Promise<EnrolResult> {
    return this.#commits.add(() => this.#enrolIfListed(enrolment, rules));
  }

  getEnrolment(classId: string, studentId: string): Promise<Enrolment | undefined> {
    return whileAvailable(() => this.#enrolments.get(classId, studentId));
  }

  release(classId: string, studentId: string): Promise<boolean> {
    return this.#commits.add(() => this.#enrolments.release(classId, studentId), { mayUseReserve: true });
  }

  withdraw(classId: string, studentId: string): Promise<boolean> {
    return this.#commits.add(() => this.#enrolments.withdraw(classId, studentId), { mayUseReserve: true });
  }

  withdrawnFrom(classId: string, studentId: string): Promise<string | undefined> {
    return whileAvailable(() => this.#enrolments.withdrawnFrom(classId, studentId));
  }

  noteReported(classId: string, studentId: string): Promise<void> {
    return this.#commits.add(() => this.#enrolments.noteReported(classId, studentId));
  }

  releaseSilent(classId: string): Promise<readonly string[]> {
    return this.#commits.add(() => this.#enrolments.releaseSilent(classId), { mayUseReserve: true });
  }

  swapSigningKeyId(kid: string): Promise<string | undefined> {
    return this.#commits.add(() => {
      const before = this.#statements.signingKey.get();
      this.#statements.noteSigningKey.run(kid);
      return mapRow(before, row => String(row['kid']));
    });
  }

  listEnrolments(classId: string): Promise<readonly Enrolment[]> {
    return whileAvailable(() => this.#enrolments.ofClass(classId));
  }

  getRoster(classId: string): Promise<readonly RosterStudent[]> {
    return whileAvailable(() => this.#statements.roster.all(classId).map(toRosterStudent).sort(compareStudentIds));
  }

  replaceRoster(classId: string, students: readonly RosterStudent[]): Promise<RosterEffect> {
    return this.#commits.add(() => {
      this.#statements.clearRoster.run(classId);
      for (const { studentId, displayName, team } of students) {
        this.#statements.insertRosterStudent.run(classId, studentId, displayName, team ?? null);
      }
      return students.length === 0 ? { released: [], renamed: [] } : this.#enrolments.holdToRoster(classId, students);
    });
  }

  unlist(classId: string, studentId: string): Promise<boolean> {
    return this.#commits.add(() => Number(this.#statements.unlist.run(classId, studentId).changes) === 1, { mayUseReserve: true });
  }

  close(): Promise<void> {
    return this.#closeStore();
  }

  #enrolIfListed(enrolment: Enrolment, rules: JoiningRules): EnrolResult {
    const { classId, studentId } = enrolment;
    const listed = mapRow(this.#statements.rosterStudent.get(classId, studentId), toRosterStudent);
    if (listed === undefined && (rules.mustBeListed === true || this.#statements.anyRosterStudent.get(classId) !== undefined)) {
      return { verdict: 'not_on_roster' };
    }
    return this.#enrolments.enrol(enrolment, listed, rules);
  }
}

const AS_BEFORE =
  'id = ? AND name = ? AND join_code = ? AND policy = ? AND identity = ? AND teams IS ? AND attention IS ? AND has_roster = ? AND plan IS ?';

function prepareStatements(database: DatabaseSync) {
  return {
    allClasses: database.prepare('SELECT * FROM classes ORDER BY created_at_ms, id'),
    classById: database.prepare('SELECT * FROM classes WHERE id = ?'),
    classByJoinKey: database.prepare('SELECT * FROM classes WHERE join_key = ?'),
    insertClass: database.prepare(
      `INSERT INTO classes (id, join_key, name, join_code, policy, identity, teams, attention, has_roster, plan, created_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    updateClass: database.prepare(
      `UPDATE OR IGNORE classes SET join_key = ?, name = ?, join_code = ?, policy = ?, identity = ?, teams = ?, attention = ?, has_roster = ?, plan = ?
       WHERE ${AS_BEFORE}`,
    ),
    classAsBefore: database.prepare(`SELECT 1 FROM classes WHERE ${AS_BEFORE}`),
    signingKey: database.prepare('SELECT kid FROM signing_key'),
    noteSigningKey: database.prepare('INSERT OR REPLACE INTO signing_key (id, kid) VALUES (1, ?)'),
    roster: database.prepare('SELECT * FROM roster_students WHERE class_id = ?'),
    rosterStudent: database.prepare('SELECT * FROM roster_students WHERE class_id = ? AND student_id = ?'),
    anyRosterStudent: database.prepare('SELECT 1 FROM roster_students WHERE class_id = ? LIMIT 1'),
    unlist: database.prepare('DELETE FROM roster_students WHERE class_id = ? AND student_id = ?'),
    clearRoster: database.prepare('DELETE FROM roster_students WHERE class_id = ?'),
    insertRosterStudent: database.prepare('INSERT INTO roster_students (class_id, student_id, display_name, team) VALUES (?, ?, ?, ?)'),
  };
}

/** What of a class can change, in the order of the statements. */
function profileColumns(record: ClassRecord): [string, string, string, string, string | null, string | null, number, string | null] {
  const { name, joinCode, policy, identity = 'open', teams, attention, hasRoster = false, plan } = record;
  return [name, joinCode, JSON.stringify(policy), identity, toColumn(teams), toColumn(attention), Number(hasRoster), toColumn(plan)];
}

function toColumn(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function mapRow<T>(row: Row | undefined, read: (row: Row) => T): T | undefined {
  return row === undefined ? undefined : read(row);
}

function toClass(row: Row): ClassRecord {
  return {
    id: String(row['id']),
    name: String(row['name']),
    joinCode: String(row['join_code']),
    policy: JSON.parse(String(row['policy'])) as Policy,
    ...(row['identity'] === 'hub' && { identity: 'hub' as const }),
    ...(row['teams'] !== null && { teams: JSON.parse(String(row['teams'])) as TeamRule }),
    ...(row['attention'] !== null && { attention: JSON.parse(String(row['attention'])) as AttentionLevels }),
    ...(row['has_roster'] === 1 && { hasRoster: true as const }),
    ...(row['plan'] !== null && { plan: JSON.parse(String(row['plan'])) as CoursePlan }),
    createdAtMs: Number(row['created_at_ms']),
  };
}

function toRosterStudent(row: Row): RosterStudent {
  return {
    studentId: String(row['student_id']),
    displayName: String(row['display_name']),
    ...(row['team'] !== null && { team: String(row['team']) }),
  };
}
