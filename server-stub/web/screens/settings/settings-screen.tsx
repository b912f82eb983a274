import type { ReactNode } from 'react';
import { RosterSettings } from '../../class/roster/roster-settings';
import { TeamSettings } from '../../class/roster/team-settings';
import { useClass } from '../../class/live/live-class-provider';
import { useMe } from '../../session/use-me';
import { t } from '../../text/translate';
import { AlertLevelSettings } from './alert-levels';
import { ClassForm } from './class-form';
import { AuditEvents } from './audit-events';
import { PolicyForm } from './policy-form';
import { SilentStudents } from './silent-students';
import { CourseSettings } from './course/course-settings';
import { Staff } from './staff';
import './settings.css';

/** Everything an owner can set for a class. */
export function SettingsScreen(): ReactNode {
  const chosen = useClass();
  const { rights } = useMe();
  // Whoever gets here has the right, and keeps it to themselves while the class looks on.
  if (!rights.includes('class.change')) {
    return <p className="panel settings-panel">{t('projected.withheld')}</p>;
  }
  return (
    <div className="settings">
      <ClassForm key={`class ${chosen.id}`} chosen={chosen} />
      <PolicyForm key={`policy ${chosen.id}`} chosen={chosen} />
      <div className="panel settings-panel settings-parts">
        <RosterSettings classId={chosen.id} />
        <TeamSettings classId={chosen.id} />
        <SilentStudents classId={chosen.id} />
      </div>
      <CourseSettings key={`course ${chosen.id}`} classId={chosen.id} />
      {rights.includes('staff.manage') && <Staff />}
      {rights.includes('server.change') && <AlertLevelSettings />}
      {rights.includes('audit.read') && <AuditEvents />}
    </div>
  );
}
