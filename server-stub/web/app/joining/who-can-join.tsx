import { type ReactNode, useState } from 'react';
import { t } from '../../text/translate';
import { RosterSettings } from '../../screens/settings/roster/roster-settings';
import { TeamSettings } from '../../screens/settings/roster/team-settings';
import '../../screens/settings/roster/class-settings.css';

/** The class's roster and teams, folded away until somebody asks for them. */
export function WhoCanJoin({ classId }: { readonly classId: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="who-can-join" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('settings.title')}</summary>
      {isOpen && (
        <div className="who-can-join-parts">
          <RosterSettings classId={classId} />
          <TeamSettings classId={classId} />
        </div>
      )}
    </details>
  );
}
