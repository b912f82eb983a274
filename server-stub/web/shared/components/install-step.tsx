import type { ReactNode } from 'react';
import { Copyable } from './copyable';
import { t } from '../../text/translate';

/** What comes first on a computer of a student's own. */
export function InstallStep(): ReactNode {
  return (
    <li>
      <p>{t('joining.stepInstall')}</p>
      <Copyable name={t('joining.commandName')} value={t('joining.command')} />
    </li>
  );
}
