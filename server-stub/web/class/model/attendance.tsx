import type { ReactNode } from 'react';
import type { HelpRequest, StudentState, TeamState, Visit } from '../../../../src/protocol';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import { IconCheck, IconWalk } from '../../shared/theme/icons';

const NAME_LENGTH = 40;

/** Who is on the way to a student, or was there: by a claimed call for help before a visit without a call. */
export function attendanceOf({ visit }: Pick<StudentState | TeamState, 'visit'>, help?: HelpRequest): Visit | undefined {
  const { status, by, at = '' } = help ?? {};
  return status === 'claimed' && by !== undefined ? { status, by, at } : visit;
}

interface AttendanceNoteProps {
  readonly visit: Visit;
  /** Shows the mark and the name alone, where there is little room; the words are still there to hear and to point at. */
  readonly isShort?: boolean;
}

/** That somebody takes care of it, in mark and words. */
export function AttendanceNote({ visit, isShort = false }: AttendanceNoteProps): ReactNode {
  const Icon = visit.status === 'claimed' ? IconWalk : IconCheck;
  const name = inertLine(visit.by.name, NAME_LENGTH);
  const text = t(`students.visits.${visit.status}`, { name });
  return (
    <span className="attendance" data-status={visit.status} title={text}>
      <Icon size={16} stroke={1.8} aria-hidden="true" />
      <span className={isShort ? 'hidden-visually' : 'clip'}>{text}</span>
      {isShort && (
        <bdi className="clip" aria-hidden="true">
          {name}
        </bdi>
      )}
    </span>
  );
}
