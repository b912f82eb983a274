import type { ReactNode } from 'react';
import type { HelpRequest, StudentState, TeamState, Visit } from '../../../src/protocol';
import { inertLine } from '../text/inert';
import { t } from '../text/translate';
import { IconCheck, IconWalk } from '../theme/icons';

const NAME_LENGTH = 40;

/** Who is on the way to a student, or was there: by a claimed call for help before a visit without a call. */
export function attendanceOf({ visit }: Pick<StudentState | TeamState, 'visit'>, help?: HelpRequest): Visit | undefined {
  const { status, by, at = '' } = help ?? {};
  return status === 'claimed' && by !== undefined ? { status, by, at } : visit;
}

/** That somebody takes care of it, in mark and words. */
export function AttendanceNote({ visit }: { readonly visit: Visit }): ReactNode {
  const Icon = visit.status === 'claimed' ? IconWalk : IconCheck;
  const text = t(`students.visits.${visit.status}`, { name: inertLine(visit.by.name, NAME_LENGTH) });
  return (
    <span className="attendance" data-status={visit.status} title={text}>
      <Icon size={16} stroke={1.8} aria-hidden="true" />
      <span className="clip">{text}</span>
    </span>
  );
}
