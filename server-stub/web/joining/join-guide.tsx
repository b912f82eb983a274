import type { ReactNode } from 'react';
import type { ClassSummary } from '../../../src/protocol';
import { WhoCanJoin } from '../class-settings/who-can-join';
import { usePorts } from '../ports';
import { strings } from '../strings';
import { inertLine } from '../text/inert';
import { Copyable } from './copyable';
import { JoinLink } from './join-link';
import { isOnlyThisComputer } from './server-address';
import './joining.css';

interface JoinGuideProps {
  readonly chosen: ClassSummary;
  /** Nobody has joined yet, and this is the whole page. */
  readonly isEmptyClass?: boolean;
}

/** The join code to show to the class, and what students do with it. */
export function JoinGuide({ chosen, isEmptyClass = false }: JoinGuideProps): ReactNode {
  const { emptyTitle, emptyLead, code } = strings.joining;
  return (
    <div className={isEmptyClass ? 'join-guide panel join-guide-page' : 'join-guide'}>
      {isEmptyClass && (
        <header>
          <h1 className="join-guide-title">{emptyTitle(inertLine(chosen.name, 120))}</h1>
          <p className="soft join-guide-lead">{emptyLead}</p>
        </header>
      )}
      <section>
        <h2 className="join-guide-label">{code}</h2>
        <Copyable name={code} value={chosen.joinCode} isLarge />
      </section>
      <JoinLink joinCode={chosen.joinCode} />
      <ServerAddress />
      <Steps />
      <WhoCanJoin classId={chosen.id} />
    </div>
  );
}

function ServerAddress(): ReactNode {
  const { addressBar } = usePorts();
  const { address, onlyHere } = strings.joining;
  return (
    <section>
      <h2 className="join-guide-label">{address}</h2>
      <Copyable name={address} value={addressBar.serverUrl} />
      {isOnlyThisComputer(addressBar.serverUrl) && <p className="join-guide-note">{onlyHere}</p>}
    </section>
  );
}

function Steps(): ReactNode {
  const { stepsTitle, stepInstall, stepOpen, stepEnter, command, commandName } = strings.joining;
  return (
    <section>
      <h2 className="join-guide-label">{stepsTitle}</h2>
      <ol className="join-steps">
        <li>
          <p>{stepInstall}</p>
          <Copyable name={commandName} value={command} />
        </li>
        <li>
          <p>{stepOpen}</p>
        </li>
        <li>
          <p>{stepEnter}</p>
        </li>
      </ol>
    </section>
  );
}
