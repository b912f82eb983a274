import type { Holdings } from '../../client/sources/holdings';
import type { ReportingIdentity } from '../../client/enrolment/identity';
import { RequestView } from '../help/request-view';
import { ConsentView } from '../consent/consent-view';
import { EventList } from './event-list';
import type { IdentityFlaws } from '../../classes/identity-settings';
import { MessageList } from '../help/message-list';
import type { PanelAction } from './panel-actions';
import type { MembershipFacts } from '../../classes/membership';
import { StatusView } from '../status/status-view';
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
}

/** Everything that a student may want to know of the reporting, and can do about it. */
export function PanelView(props: PanelViewProps) {
  const { facts, identity, words, reporting, ownData, onAgree, onDecline } = props;
  const { status } = facts;
  return (
    <div className="jp-CellMonitor-panelBody">
      <StatusView {...props} />
      <RequestView status={status} words={words} />
      <ButtonRow actions={reporting} />
      <MessageList messages={status.messages} words={words} formatTime={props.formatTime} />
      {identity === undefined ? (
        <p className="jp-CellMonitor-note">
          {words.__('When you join, your class says here what it asks for, before anything is recorded.')}
        </p>
      ) : (
        <ConsentView status={status} words={words} onAgree={onAgree} onDecline={onDecline} />
      )}
      {identity !== undefined && <OwnEvents {...props} />}
      <ButtonRow actions={ownData} />
    </div>
  );
}

function OwnEvents({ facts, holdings, words, formatTime }: PanelViewProps) {
  const { waiting, sent } = holdings;
  return (
    <>
      <EventList
        heading={words.__('Waiting in this browser')}
        empty={words.__('Nothing is waiting.')}
        events={waiting.map(toListed)}
        count={Math.max(waiting.length, facts.status.waiting)}
        words={words}
        formatTime={formatTime}
      />
      <EventList
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

function toListed({ sid, seq, json }: Holdings['waiting'][number]) {
  return { key: `${sid} ${String(seq)}`, json };
}

/** A row of buttons; none where there is nothing to do. */
export function ButtonRow({ actions }: { readonly actions: readonly PanelAction[] }) {
  return actions.length === 0 ? null : (
    <div className="jp-CellMonitor-buttons">
      {actions.map(({ label, kind, isOff, act }) => (
        <button
          key={label}
          type="button"
          className={`jp-Dialog-button jp-mod-styled ${classOf(kind)}`}
          disabled={isOff !== undefined}
          title={isOff}
          onClick={act}
        >
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
