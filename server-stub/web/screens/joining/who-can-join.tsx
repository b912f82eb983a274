import { type ReactNode, useState } from 'react';
import { t } from '../../text/translate';
import { RosterSettings } from '../../class/roster/roster-settings';
import { TeamSettings } from '../../class/roster/team-settings';
import '../../class/roster/roster.css';

/** The class's roster and teams, folded away until somebody asks for them. */
export function WhoCanJoin({ classId }: { readonly classId: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="who-can-join" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('roster.title')}</summary>
      {isOpen && (
        <div className="who-can-join-parts">
          <RosterSettings classId={classId} />
          <TeamSettings classId={classId} />
        </div>
      )}
    </details>
  );
}
