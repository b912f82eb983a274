import type { ReactNode } from 'react';
import type { ClassSummary } from '../../../../src/protocol';
import { WhoCanJoin } from './who-can-join';
import { usePorts } from '../../ports';
import { useBoard } from '../../class/live/live-class-provider';
import { StaffList } from '../shared/staff-list';
import { useMe } from '../../session/use-me';
import { t } from '../../text/translate';
import { inertLine } from '../../text/inert';
import { Copyable } from '../../shared/components/copyable';
import { InstallStep } from '../../shared/components/install-step';
import { OnlyThisComputer } from '../../shared/components/only-this-computer';
import { JoinLink } from './join-link';
import './joining.css';

interface JoinGuideProps {
  readonly chosen: ClassSummary;
  /** No student has joined yet: this is the whole page, or above the class where staff has. */
  readonly isEmptyClass?: boolean;
}

/** The join code to show to the class, and what students do with it. */
export function JoinGuide({ chosen, isEmptyClass = false }: JoinGuideProps): ReactNode {
  // A projector takes this right away, too.
  const mayChange = useMe().rights.includes('class.change');
  const { serverUrl } = usePorts().addressBar;
  return (
    <div className={isEmptyClass ? 'join-guide panel join-guide-page' : 'join-guide'}>
      {isEmptyClass && <EmptyHead name={inertLine(chosen.name, 120)} />}
      <section>
        <h2 className="join-guide-label">{t('joining.code')}</h2>
        <Copyable name={t('joining.code')} value={chosen.joinCode} isLarge />
      </section>
      <OnlyThisComputer address={serverUrl} />
      <JoinLink joinCode={chosen.joinCode} />
      <ServerAddress serverUrl={serverUrl} />
      <Steps />
      {mayChange && <WhoCanJoin classId={chosen.id} />}
    </div>
  );
}

/** Where nobody but staff has joined, their class is below. */
function EmptyHead({ name }: { readonly name: string }): ReactNode {
  const hasStaff = useBoard().staff.size > 0;
  return (
    <header>
      <h1 className="join-guide-title">{hasStaff ? t('joining.staffAlone') : t('joining.emptyTitle', { name })}</h1>
      <p className="soft join-guide-lead">{t(hasStaff ? 'joining.staffAloneLead' : 'joining.emptyLead')}</p>
      <StaffList />
    </header>
  );
}

function ServerAddress({ serverUrl }: { readonly serverUrl: string }): ReactNode {
  return (
    <section>
      <h2 className="join-guide-label">{t('joining.address')}</h2>
      <Copyable name={t('joining.address')} value={serverUrl} />
    </section>
  );
}

function Steps(): ReactNode {
  return (
    <section>
      <h2 className="join-guide-label">{t('joining.stepsTitle')}</h2>
      <ol className="join-steps">
        <InstallStep />
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
