import type { ReactNode } from 'react';
import type { ClassSummary } from '../../../../src/protocol';
import { WhoCanJoin } from './who-can-join';
import { usePorts } from '../../ports';
import { useMe } from '../../session/use-me';
import { t } from '../../text/translate';
import { inertLine } from '../../text/inert';
import { Copyable } from '../../shared/components/copyable';
import { OnlyThisComputer } from '../../shared/components/only-this-computer';
import { JoinLink } from './join-link';
import './joining.css';

interface JoinGuideProps {
  readonly chosen: ClassSummary;
  /** Nobody has joined yet, and this is the whole page. */
  readonly isEmptyClass?: boolean;
}

/** The join code to show to the class, and what students do with it. */
export function JoinGuide({ chosen, isEmptyClass = false }: JoinGuideProps): ReactNode {
  // A projector takes this right away, too.
  const mayChange = useMe().rights.includes('class.change');
  return (
    <div className={isEmptyClass ? 'join-guide panel join-guide-page' : 'join-guide'}>
      {isEmptyClass && (
        <header>
          <h1 className="join-guide-title">{t('joining.emptyTitle', { name: inertLine(chosen.name, 120) })}</h1>
          <p className="soft join-guide-lead">{t('joining.emptyLead')}</p>
        </header>
      )}
      <section>
        <h2 className="join-guide-label">{t('joining.code')}</h2>
        <Copyable name={t('joining.code')} value={chosen.joinCode} isLarge />
      </section>
      <JoinLink joinCode={chosen.joinCode} />
      <ServerAddress />
      <Steps />
      {mayChange && <WhoCanJoin classId={chosen.id} />}
    </div>
  );
}

function ServerAddress(): ReactNode {
  const { addressBar } = usePorts();
  return (
    <section>
      <h2 className="join-guide-label">{t('joining.address')}</h2>
      <Copyable name={t('joining.address')} value={addressBar.serverUrl} />
      <OnlyThisComputer address={addressBar.serverUrl} />
    </section>
  );
}

function Steps(): ReactNode {
  return (
    <section>
      <h2 className="join-guide-label">{t('joining.stepsTitle')}</h2>
      <ol className="join-steps">
        <li>
          <p>{t('joining.stepInstall')}</p>
          <Copyable name={t('joining.commandName')} value={t('joining.command')} />
        </li>
        <li>
          <p>{t('joining.stepOpen')}</p>
        </li>
        <li>
          <p>{t('joining.stepEnter')}</p>
        </li>
      </ol>
    </section>
  );
}
