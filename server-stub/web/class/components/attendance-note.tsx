import type { ReactNode } from 'react';
import type { Visit } from '../../../../src/protocol';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import { IconCheck, IconWalk } from '../../shared/theme/icons';

const NAME_LENGTH = 40;

interface AttendanceNoteProps {
  readonly visit: Visit;
  /** Icon and name only, where space is short; the full text stays for screen readers and as a tooltip. */
  readonly isShort?: boolean;
}

/** Who is on the way or has helped, as icon and text. */
export function AttendanceNote({ visit, isShort = false }: AttendanceNoteProps): ReactNode {
  const Icon = visit.status === 'claimed' ? IconWalk : IconCheck;
  const name = inertLine(visit.by.name, NAME_LENGTH);
  const text = t(`students.visits.${visit.finding === 'not_stuck' ? 'notStuck' : visit.status}`, { name });
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
