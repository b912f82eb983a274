import type { Holdings } from '../../client/sources/holdings';
import type { ReportingIdentity } from '../../client/enrolment/identity';
import { HelpSection } from '../help/help-section';
import { ConsentView } from '../consent/consent-view';
import { PolicyFold } from '../consent/policy-view';
import { EventList } from './event-list';
import { FoldedSection } from '../shared/fold';
import type { IdentityFlaws } from '../../classes/identity-settings';
import { MessageList } from '../help/message-list';
import type { PanelAction } from './panel-actions';
import type { MembershipFacts } from '../../classes/membership';
import { ConnectionView } from '../status/connection-view';
import { StatusView } from '../status/status-view';
import { isIdTaken } from '../status/status-words';
import { TakenView } from '../status/taken-view';
import type { Words } from '../../jupyter/words';

export interface PanelViewProps {
  readonly facts: MembershipFacts;
  /** Undefined for a student who has not joined. */
  readonly identity: ReportingIdentity | undefined;
  readonly flaws: IdentityFlaws;
  /** As much of it as is listed. */
  readonly holdings: Holdings;
  readonly reporting: readonly PanelAction[];
  readonly ownData: readonly PanelAction[];
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
  readonly onAgree: () => void;
  readonly onDecline: () => void;
  readonly onAskForHelp: () => void;
  readonly onCancelRequest: () => void;
  readonly onUseAnotherId: () => void;
  readonly onSendNow: () => void;
}

/** What matters to a student first: what they are asked, who they are to the class, help and messages. What else there is to know is folded below. */
export function PanelView(props: PanelViewProps) {
  const { facts, identity, words, reporting } = props;
  return (
    <div className="jp-CellMonitor-panelBody">
      {identity === undefined ? (
        <>
          <StatusView {...props} />
          <ButtonRow actions={reporting} />
          <p className="jp-CellMonitor-note">
            {words.__('When you join, your class says here what it asks for, before anything is recorded.')}
          </p>
        </>
      ) : (
        <JoinedView {...props} identity={identity} isTaken={facts.status.phase === 'held' && isIdTaken(facts.status.trouble)} />
      )}
    </div>
  );
}

type JoinedViewProps = PanelViewProps & { readonly identity: ReportingIdentity; readonly isTaken: boolean };

function JoinedView(props: JoinedViewProps) {
  const { facts, identity, isTaken, words, reporting, formatTime } = props;
  const { status } = facts;
  const actions = isTaken ? [] : reporting;
  /** To come back, or to go on, comes before all that waits for it. */
  const isNext = actions.some(({ kind }) => kind === 'likely');
  return (
    <>
      <ConsentView {...props} status={status} />
      {isTaken ? (
        <TakenView studentId={identity.studentId} words={words} onUseAnotherId={props.onUseAnotherId} />
      ) : (
        <StatusView {...props} />
      )}
      {isNext && <ButtonRow actions={actions} />}
      <HelpSection status={status} words={words} formatTime={formatTime} onAsk={props.onAskForHelp} onCancel={props.onCancelRequest} />
      <MessageList messages={status.messages} words={words} formatTime={formatTime} />
      {!isNext && <ButtonRow actions={actions} />}
      <div className="jp-CellMonitor-folds">
        {status.consent.question !== 'agree' && <PolicyFold policy={status.policy} words={words} />}
        <OwnEvents {...props} />
        <FoldedSection name="connection" heading={words.__('Connection')}>
          <div className="jp-CellMonitor-foldBody">
            <ConnectionView status={status} identity={identity} words={words} formatTime={formatTime} />
            {status.phase !== 'paused' && <ButtonRow actions={[{ label: words.__('Send now'), act: props.onSendNow }]} />}
          </div>
        </FoldedSection>
        <FoldedSection name="own data" heading={words.__('Your data, and leaving the class')}>
          <div className="jp-CellMonitor-foldBody">
            <ButtonRow actions={props.ownData} />
          </div>
        </FoldedSection>
      </div>
    </>
  );
}

/** How many events of each kind are listed; the download holds the rest. */
export const MAX_LISTED = 100;

function OwnEvents({ facts, holdings, words, formatTime }: PanelViewProps) {
  const { waiting, sent } = holdings;
  const others = facts.status.waiting - waiting.length;
  /** Fewer than are listed at most are all that this student has written; the status counts what waits for other classes, too. */
  const isWhole = waiting.length < MAX_LISTED;
  return (
    <>
      <EventList
        name="waiting"
        heading={words.__('Waiting in this browser')}
        empty={words.__('Nothing is waiting.')}
        events={waiting.map(toListed)}
        count={isWhole ? waiting.length : Math.max(waiting.length, facts.status.waiting)}
        note={isWhole && others > 0 ? describeOthers(others, words) : undefined}
        words={words}
        formatTime={formatTime}
      />
      <EventList
        name="sent"
        heading={words.__('Sent lately from this browser')}
        empty={words.__('Nothing has been sent yet.')}
        events={sent.map(toListed)}
        count={sent.length}
        words={words}
        formatTime={formatTime}
      />
    </>
  );
}

function describeOthers(count: number, words: Words): string {
  return words._n(
    '%1 more is waiting: recorded just now, or in another class or under another ID.',
    '%1 more are waiting: recorded just now, or in another class or under another ID.',
    count,
  );
}

function toListed({ sid, seq, json }: Holdings['waiting'][number]) {
  return { key: `${sid} ${String(seq)}`, json };
}

/** A row of buttons; none where there is nothing to do. */
export function ButtonRow({ actions }: { readonly actions: readonly PanelAction[] }) {
  return actions.length === 0 ? null : (
    <div className="jp-CellMonitor-buttons">
      {actions.map(({ label, kind, act }) => (
        <button key={label} type="button" className={`jp-Dialog-button jp-mod-styled ${classOf(kind)}`} onClick={act}>
          {label}
        </button>
      ))}
    </div>
  );
}

function classOf(kind: PanelAction['kind']): string {
  switch (kind) {
    case 'likely':
      return 'jp-mod-accept';
    case 'dangerous':
      return 'jp-mod-warn';
    case undefined:
      return 'jp-mod-reject';
  }
}
