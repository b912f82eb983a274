import type { ReportingIdentity } from '../pump/reporting-client';
import { statusIcons } from './icons';
import type { IdentityFlaws } from './identity-settings';
import { describeField } from './join-form';
import { describePolicy } from './policy-words';
import { describeDetails, describeStatus, type StatusFacts } from './status-words';
import type { Words } from './words';

export interface StatusViewProps {
  readonly facts: StatusFacts;
  readonly identity: ReportingIdentity | undefined;
  readonly flaws: IdentityFlaws;
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
}

/** What the extension is doing, for whom, and what it sends, in words. */
export function StatusView({ facts, identity, flaws, words, formatTime }: StatusViewProps) {
  const { shape, sentence } = describeStatus(facts, words);
  const Icon = statusIcons[shape];
  return (
    <div className="jp-CellMonitor-status" data-phase={facts.status.phase}>
      <p className="jp-CellMonitor-sentence" data-shape={shape} role="status">
        <Icon.react tag="span" className="jp-CellMonitor-icon" />
        <span>{sentence}</span>
      </p>
      <FlawList flaws={flaws} words={words} />
      {identity !== undefined && <Details facts={facts} identity={identity} words={words} formatTime={formatTime} />}
      <WhatIsSent facts={facts} words={words} />
    </div>
  );
}

function FlawList({ flaws, words }: { readonly flaws: IdentityFlaws; readonly words: Words }) {
  const entries = Object.entries(flaws) as [keyof IdentityFlaws, string][];
  return entries.length === 0 ? null : (
    <ul className="jp-CellMonitor-list">
      {entries.map(([field, flaw]) => (
        <li key={field}>{words.__('%1: %2', describeField(field, words).label, flaw)}</li>
      ))}
    </ul>
  );
}

function Details({
  facts,
  identity,
  words,
  formatTime,
}: Omit<StatusViewProps, 'flaws' | 'identity'> & { readonly identity: ReportingIdentity }) {
  const rows = [
    [words.__('You'), [identity.displayName, identity.studentId].filter(Boolean).join(' · ')],
    ...(identity.team === '' ? [] : [[words.__('Team'), identity.team]]),
    [words.__('Class server'), identity.serverUrl],
    ...describeDetails(facts.status, words, formatTime),
  ];
  return (
    <dl className="jp-CellMonitor-details">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function WhatIsSent({ facts, words }: { readonly facts: StatusFacts; readonly words: Words }) {
  const { policy, phase } = facts.status;
  if (policy === null && phase === 'not_joined') {
    return (
      <p className="jp-CellMonitor-note">
        {words.__('Once you have joined, your class says here what is sent. You can pause it at any time.')}
      </p>
    );
  }
  const { sent, notSent, pace } = describePolicy(policy, words);
  return (
    <>
      <h3 className="jp-CellMonitor-heading">{words.__('What is sent to your class')}</h3>
      <TextList texts={sent} />
      <p className="jp-CellMonitor-note">{pace}</p>
      {notSent.length > 0 && <h3 className="jp-CellMonitor-heading">{words.__('What is not sent')}</h3>}
      <TextList texts={notSent} />
    </>
  );
}

function TextList({ texts }: { readonly texts: readonly string[] }) {
  return texts.length === 0 ? null : (
    <ul className="jp-CellMonitor-list">
      {texts.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
