import type { ReactNode } from 'react';
import { formatJoinLink } from '../../../src/protocol';
import { usePorts } from '../ports';
import { EntrancePage } from '../session/entrance-page';
import { t } from '../text/translate';
import { Copyable } from '../shared/components/copyable';
import { InstallStep } from '../shared/components/install-step';
import '../screens/joining/joining.css';

/** Shown to students who open the join link in a browser: it has to be pasted into JupyterLab. */
export function JoinLinkPage({ joinCode }: { readonly joinCode: string }): ReactNode {
  const { addressBar } = usePorts();
  return (
    <EntrancePage title={t('joining.pageTitle')} lead={t('joining.pageLead')}>
      <div className="join-guide">
        <Copyable name={t('joining.link')} value={formatJoinLink(addressBar.serverUrl, joinCode)} />
        <ol className="join-steps">
          <InstallStep />
          <li>
            <p>{t('joining.stepOpen')}</p>
          </li>
          <li>
            <p>{t('joining.pageStepPaste')}</p>
          </li>
        </ol>
        <a href="#/now">{t('joining.toBoard')}</a>
      </div>
    </EntrancePage>
  );
}
