import type { StudentExercisesValue } from './exercises/student-exercises';
import type { CommonHelpValue, HelpAndVisitsValue } from './help/help-and-visits';
import type { InboxValue, MessageValue } from './messages/messages';
import type { StaffMark } from './students/staff-marks';
import type { SourceLedgerValue } from './sources/source-ledger';
import type { ClassSessionsValue } from './sessions/class-sessions';
import type { ForgottenSources } from './sources/source-ledgers';
import type { PositionListValue } from './students/position-list';
import type { StudentRecordValue } from './students/student-record';

/** Of what a snapshot holds and of how the log is folded. Raise it with every change of either: snapshots of other versions are not used. */
export const SNAPSHOT_VERSION = 14;

/** All that a projection remembers of one student, as a snapshot holds it: plain JSON. The names are the stored ones. */
export interface StudentValue {
  readonly studentId: string;
  /** Null when the student's data was erased, and nothing came since. */
  readonly record: StudentRecordValue | null;
  readonly sources: readonly (readonly [sid: string, ledger: SourceLedgerValue])[];
  /** Counts of the sources of a student with very many; undefined where all are in `sources`. */
  readonly forgottenSources?: ForgottenSources;
  readonly entries: PositionListValue;
  /** Null when the student ran nothing. */
  readonly exercises: StudentExercisesValue | null;
  readonly helpAndVisits: HelpAndVisitsValue;
  readonly inbox: InboxValue;
  /** Undefined for whom nobody has ever marked. */
  readonly staff?: readonly StaffMark[];
}

/** What a projection remembers of no student in particular. */
interface CommonValue extends CommonHelpValue {
  readonly messages: readonly MessageValue[];
  readonly sessions: ClassSessionsValue;
}

export type ProjectionValue = StudentValue | CommonValue;
