import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { InstructorSummary } from '../../../../src/protocol';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';

interface StaffMemberProps {
  readonly instructor: InstructorSummary;
  readonly onRemove: () => Promise<void>;
}

/** One instructor, and a way to take their access away: asked twice, for their link is never shown again. */
export function StaffMember({ instructor: { name, role }, onRemove }: StaffMemberProps): ReactNode {
  const [isAsked, ask] = useState(false);
  const shown = inertLine(name, 80);
  return (
    <li>
      <bdi className="settings-staff-name">{shown}</bdi>
      <span className="soft">{t(`settings.roles.${role}`)}</span>
      {isAsked ? (
        <div role="group" className="settings-staff-question" aria-label={t('settings.remove', { name: shown })}>
          <p>{t('settings.removeQuestion', { name: shown })}</p>
          <Button size="compact-sm" color="red" onClick={() => void onRemove()}>
            {t('settings.removeConfirm')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => ask(false)}>
            {t('roster.cancel')}
          </Button>
        </div>
      ) : (
        <Button size="compact-sm" variant="default" aria-label={t('settings.remove', { name: shown })} onClick={() => ask(true)}>
          ✕
        </Button>
      )}
    </li>
  );
}
