import type { ReactNode } from 'react';
import { formatJoinLink } from '../../../src/protocol';
import { usePorts } from '../ports';
import { EntrancePage } from '../session/entrance-page';
import { strings } from '../strings';
import { Copyable } from './copyable';
import './joining.css';

/** What a student sees who opens the join link in a browser: it belongs into JupyterLab. */
export function JoinLinkPage({ joinCode }: { readonly joinCode: string }): ReactNode {
  const { addressBar } = usePorts();
  const { pageTitle, pageLead, link, stepOpen, pageStepPaste, toBoard } = strings.joining;
  return (
    <EntrancePage title={pageTitle} lead={pageLead}>
      <div className="join-guide">
        <Copyable name={link} value={formatJoinLink(addressBar.serverUrl, joinCode)} />
        <ol className="join-steps">
          <li>
            <p>{stepOpen}</p>
          </li>
          <li>
            <p>{pageStepPaste}</p>
          </li>
        </ol>
        <a href="#/now">{toBoard}</a>
      </div>
    </EntrancePage>
  );
}
