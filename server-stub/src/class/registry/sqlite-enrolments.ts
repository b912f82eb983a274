import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { studentKey, type RosterStudent } from '../../../../src/protocol';
import type { EnrolResult, Enrolment, JoiningRules, RosterEffect } from './registry';
import { isSameNaming, nameByRoster } from './roster-naming';

type Row = Record<string, SQLOutputValue>;
type Statements = ReturnType<typeof prepareStatements>;

/** Who is in which class, in the log's SQLite database. Every call is one step of a transaction that the caller has opened. */
export class SqliteEnrolments {
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
    this.#fillKeys();
  }

  /** @param listed what the roster says of the student; undefined where there is none */
  enrol(wanted: Enrolment, listed: RosterStudent | undefined, rules: JoiningRules): EnrolResult {
    const held = this.#find(wanted, listed !== undefined);
    const enrolment = nameByRoster({ ...wanted, studentId: held?.studentId ?? wanted.studentId }, listed);
    if (held === undefined) {
      return this.#admit(enrolment, listed !== undefined, rules);
    }
    if (held.deviceId !== wanted.deviceId) {
      return { verdict: 'taken', ...(held.studentId !== wanted.studentId && { heldAs: held.studentId }) };
    }
    return this.#rename(held, enrolment);
  }

  get(classId: string, studentId: string): Enrolment | undefined {
    return toEnrolmentIfAny(this.#statements.enrolment.get(classId, studentId));
  }

  ofClass(classId: string): Enrolment[] {
    return this.#statements.enrolmentsOfClass.all(classId).map(toEnrolment);
  }

  release(classId: string, studentId: string): boolean {
    this.#statements.forgetWithdrawn.run(classId, studentKey(studentId));
    return this.#drop(classId, studentId);
  }

  withdraw(classId: string, studentId: string): boolean {
    const held = this.get(classId, studentId);
    if (held === undefined) {
      return false;
    }
    this.#statements.noteWithdrawn.run(classId, studentKey(studentId), held.deviceId);
    return this.#drop(classId, studentId);
  }

  withdrawnFrom(classId: string, studentId: string): string | undefined {
    const row = this.#statements.withdrawn.get(classId, studentKey(studentId));
    return row === undefined ? undefined : String(row['device_id']);
  }

  noteReported(classId: string, studentId: string): void {
    this.#statements.noteReported.run(classId, studentId);
  }

  releaseSilent(classId: string): readonly string[] {
    return this.#statements.releaseSilent.all(classId).map(row => String(row['student_id']));
  }

  /** Frees the names of those who are not listed, and renames those who are called something else. */
  holdToRoster(classId: string, students: readonly RosterStudent[]): RosterEffect {
    const listed = new Map(students.map(student => [student.studentId, student]));
    const enrolled = this.ofClass(classId);
    const released = enrolled.filter(({ studentId }) => !listed.has(studentId)).map(({ studentId }) => studentId);
    const renamed = enrolled.flatMap(before => {
      const after = nameByRoster(before, listed.get(before.studentId));
      return isSameNaming(before, after) ? [] : [after];
    });
    released.forEach(studentId => this.#drop(classId, studentId));
    renamed.forEach(({ studentId, displayName, team }) => this.#statements.rename.run(displayName, team, classId, studentId));
    return { released, renamed: renamed.map(({ studentId, displayName, team }) => ({ studentId, displayName, team })) };
  }

  /** By the id, or in an open class by its key. Two of one key were enrolled before keys were compared: whoever was first. */
  #find({ classId, studentId }: Enrolment, isListed: boolean): Enrolment | undefined {
    const exact = this.get(classId, studentId);
    return exact !== undefined || isListed ? exact : toEnrolmentIfAny(this.#statements.byKey.get(classId, studentKey(studentId)));
  }

  #rename(held: Enrolment, { classId, studentId, displayName, team }: Enrolment): EnrolResult {
    this.#statements.rename.run(displayName, team, classId, studentId);
    return { verdict: 'enrolled', enrolment: { ...held, displayName, team } };
  }

  #admit(enrolment: Enrolment, isListed: boolean, rules: JoiningRules): EnrolResult {
    const { classId, studentId, displayName, team, deviceId, enrolledAtMs } = enrolment;
    const { maxStudents = Number.POSITIVE_INFINITY, maxNames = Number.POSITIVE_INFINITY, isAskedFor = false } = rules;
    if (!isAskedFor && this.withdrawnFrom(classId, studentId) === deviceId) {
      return { verdict: 'released' };
    }
    if (this.#count(this.#statements.countOfDevice.get(classId, deviceId)) >= maxNames) {
      return { verdict: 'too_many_names' };
    }
    const isFull = !isListed && this.#count(this.#statements.countOfClass.get(classId)) >= maxStudents;
    const displaced = isFull ? this.#statements.displace.get(classId, classId)?.['student_id'] : undefined;
    if (isFull && displaced === undefined) {
      return { verdict: 'class_full' };
    }
    const key = studentKey(studentId);
    this.#statements.insert.run(classId, studentId, displayName, team, deviceId, enrolledAtMs, key);
    this.#statements.forgetWithdrawn.run(classId, key);
    return { verdict: 'enrolled', enrolment, ...(displaced !== undefined && { displaced: String(displaced) }) };
  }

  #count(row: Row | undefined): number {
    return Number(row?.['count'] ?? 0);
  }

  #drop(classId: string, studentId: string): boolean {
    return Number(this.#statements.drop.run(classId, studentId).changes) === 1;
  }

  /** Of those who joined before keys were compared. */
  #fillKeys(): void {
    for (const row of this.#statements.withoutKey.all()) {
      this.#statements.setKey.run(studentKey(String(row['student_id'])), row['class_id'] ?? null, row['student_id'] ?? null);
    }
  }
}

const ORDER_OF_JOINING = 'ORDER BY enrolled_at_ms, student_id LIMIT 1';

function prepareStatements(database: DatabaseSync) {
  return {
    enrolment: database.prepare('SELECT * FROM enrolments WHERE class_id = ? AND student_id = ?'),
    byKey: database.prepare(`SELECT * FROM enrolments WHERE class_id = ? AND student_key = ? ${ORDER_OF_JOINING}`),
    enrolmentsOfClass: database.prepare('SELECT * FROM enrolments WHERE class_id = ?'),
    countOfClass: database.prepare('SELECT COUNT(*) AS count FROM enrolments WHERE class_id = ?'),
    countOfDevice: database.prepare('SELECT COUNT(*) AS count FROM enrolments WHERE class_id = ? AND device_id = ?'),
    insert: database.prepare(
      `INSERT INTO enrolments (class_id, student_id, display_name, team, device_id, enrolled_at_ms, student_key, is_silent)
       VALUES (?, ?, ?, ?, ?, ?, ?, 1)`,
    ),
    rename: database.prepare('UPDATE enrolments SET display_name = ?, team = ? WHERE class_id = ? AND student_id = ?'),
    drop: database.prepare('DELETE FROM enrolments WHERE class_id = ? AND student_id = ?'),
    displace: database.prepare(
      `DELETE FROM enrolments WHERE class_id = ? AND student_id =
         (SELECT student_id FROM enrolments WHERE class_id = ? AND is_silent = 1 ${ORDER_OF_JOINING})
       RETURNING student_id`,
    ),
    noteReported: database.prepare('UPDATE enrolments SET is_silent = 0 WHERE class_id = ? AND student_id = ? AND is_silent = 1'),
    releaseSilent: database.prepare('DELETE FROM enrolments WHERE class_id = ? AND is_silent = 1 RETURNING student_id'),
    withdrawn: database.prepare('SELECT device_id FROM withdrawn_names WHERE class_id = ? AND student_key = ?'),
    noteWithdrawn: database.prepare('INSERT OR REPLACE INTO withdrawn_names (class_id, student_key, device_id) VALUES (?, ?, ?)'),
    forgetWithdrawn: database.prepare('DELETE FROM withdrawn_names WHERE class_id = ? AND student_key = ?'),
    withoutKey: database.prepare('SELECT class_id, student_id FROM enrolments WHERE student_key IS NULL'),
    setKey: database.prepare('UPDATE enrolments SET student_key = ? WHERE class_id = ? AND student_id = ?'),
  };
}

function toEnrolmentIfAny(row: Row | undefined): Enrolment | undefined {
  return row === undefined ? undefined : toEnrolment(row);
}

function toEnrolment(row: Row): Enrolment {
  return {
    classId: String(row['class_id']),
    studentId: String(row['student_id']),
    displayName: String(row['display_name']),
    team: String(row['team']),
    deviceId: String(row['device_id']),
    enrolledAtMs: Number(row['enrolled_at_ms']),
  };
}
