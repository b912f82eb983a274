import { memo, type ReactNode } from 'react';
import type { StudentState, Visit } from '../../../../src/protocol';
import { Clipped } from '../../shared/components/clipped';
import { Ago } from '../../class/live/moment';
import { useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import { IconAlertTriangle, IconShieldCheck } from '../../shared/theme/icons';
import { formatCount } from '../../text/format';
import { inertLine } from '../../text/inert';
import { AttendanceNote } from '../../class/components/attendance-note';
import type { Condition } from '../../class/model/condition';
import { ConditionLabel } from '../../class/components/condition-label';
import { KernelNote, kernelKey } from '../shared/kernel-note';
import { fileName } from '../../class/exercises/exercise-names';
import { idBeside, nameOf, streakText, teamName } from '../../class/model/names';

interface StudentRowProps {
  readonly student: StudentState;
  readonly condition: Condition;
  readonly hasTeams: boolean;
  /** Who is on the way, or has helped. */
  readonly visit: Visit | undefined;
  /** What to call the exercise that they are at; empty outside any. */
  readonly exercise: string;
  /** Place in the whole list, from 0. */
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly start: number;
  /** Takes the row's height; the same function at every drawing. */
  readonly measure: (row: HTMLElement | null) => void;
}

function Row({ student, condition, hasTeams, visit, exercise, index, start, measure }: StudentRowProps): ReactNode {
  const streak = student.errorStreak > 0 ? streakText(student) : undefined;
  return (
    <div
      ref={measure}
      role="row"
      // The heads are the first row.
      aria-rowindex={index + 2}
      data-index={index}
      className="student-row student-line"
      data-condition={condition}
      style={{ transform: `translateY(${String(start)}px)` }}
    >
      <div role="cell" className="student-cell" data-column="attention">
        <ConditionLabel condition={condition} />
        <KernelNote student={student} />
      </div>
      <div role="cell" className="student-cell" data-column="name">
        <StudentLink student={student} />
      </div>
      {hasTeams && (
        <div role="cell" className="student-cell clip" data-column="team" title={student.team === '' ? undefined : teamName(student.team)}>
          {student.team === '' ? t('common.none') : teamName(student.team)}
        </div>
      )}
      <div role="cell" className="student-cell" data-column="activity">
        <Ago at={student.lastEventAt} />
      </div>
      <div role="cell" className="student-cell" data-column="runs">
        <Figure value={formatCount(student.runs)} worded={t('students.runsShort', { count: student.runs })} />
      </div>
      <div role="cell" className="student-cell" data-column="errors">
        <Figure value={formatCount(student.errors)} worded={t('students.errorsShort', { n: student.errors })} />
      </div>
      <div role="cell" className="student-cell clip" data-column="streak" data-high={condition === 'stuck'} title={streak}>
        {streak !== undefined && <Figure value={streak} worded={t('students.streakShort', { streak })} />}
      </div>
      <div role="cell" className="student-cell" data-column="place">
        <Place student={student} exercise={exercise} />
      </div>
      <div role="cell" className="student-cell clip" data-column="visit">
        {visit && <AttendanceNote visit={visit} isShort />}
      </div>
    </div>
  );
}

/** One student. Rerenders only when something visible changes, which a heartbeat every few seconds does not. */
export const StudentRow = memo(Row, (before, after) => {
  const { student: a } = before;
  const { student: b } = after;
  return (
    PLAIN.every(name => before[name] === after[name]) &&
    (a === b || (SHOWN.every(field => a[field] === b[field]) && streakText(a) === streakText(b) && kernelKey(a) === kernelKey(b))) &&
    isSameVisit(before.visit, after.visit)
  );
});
StudentRow.displayName = 'StudentRow';

const PLAIN = ['condition', 'hasTeams', 'exercise', 'index', 'start', 'measure'] as const satisfies readonly (keyof StudentRowProps)[];

/** What a row shows of a student, apart from the error, the visit and what runs. */
const SHOWN = [
  'studentId',
  'displayName',
  'team',
  'verified',
  'looksLike',
  'lastEventAt',
  'runs',
  'errors',
  'errorStreak',
  'notebook',
] as const satisfies readonly (keyof StudentState)[];

function isSameVisit(a: Visit | undefined, b: Visit | undefined): boolean {
  return a?.status === b?.status && a?.finding === b?.finding && a?.by.name === b?.by.name;
}

function StudentLink({ student }: { readonly student: StudentState }): ReactNode {
  const { hrefWith } = useRoute();
  const id = idBeside(student);
  const isVerified = student.verified === true;
  const warning = student.looksLike === undefined ? undefined : t('students.looksLike', { other: inertLine(student.looksLike, 80) });
  return (
    <>
      <a data-step className="student-name whole-link clip" title={nameOf(student)} href={hrefWith({ studentId: student.studentId })}>
        {isVerified && (
          <span className="student-verified" aria-hidden="true" title={t('students.verified')}>
            <IconShieldCheck size={14} />
          </span>
        )}
        <bdi>{nameOf(student)}</bdi>
      </a>
      {isVerified && <span className="hidden-visually">{t('students.verified')}</span>}
      {warning !== undefined && (
        <span className="student-looks-like" role="img" aria-label={warning} title={warning}>
          <IconAlertTriangle size={14} />
        </span>
      )}
      {id !== '' && <Clipped className="student-id" text={id} />}
    </>
  );
}

/** A number under its heading; with what it is of on a phone, where there is no heading. */
function Figure({ value, worded }: { readonly value: string; readonly worded: string }): ReactNode {
  return (
    <>
      <span className="number-bare">{value}</span>
      <span className="number-worded">{worded}</span>
    </>
  );
}

function Place({ student: { notebook }, exercise }: Pick<StudentRowProps, 'student' | 'exercise'>): ReactNode {
  const path = inertLine(notebook ?? '', 400);
  return (
    <span className="student-place clip" title={path}>
      {exercise !== '' && <bdi className="student-exercise">{exercise}</bdi>}
      {notebook !== null && <bdi className="soft">{inertLine(fileName(notebook), 80)}</bdi>}
    </span>
  );
}
