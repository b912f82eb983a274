import type { ReportingIdentity } from '../../client/enrolment/identity';
import { statusIcons } from '../shared/icons';
import { identityLabel, type IdentityFlaws } from '../../classes/identity-settings';
import { describeDetails, describeStatus } from './status-words';
import type { MembershipFacts } from '../../classes/membership';
import type { Words } from '../../jupyter/words';

export interface StatusViewProps {
  readonly facts: MembershipFacts;
  readonly identity: ReportingIdentity | undefined;
  readonly flaws: IdentityFlaws;
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
}

/** What the extension is doing, and for whom, in words. */
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
    </div>
  );
}

function FlawList({ flaws, words }: { readonly flaws: IdentityFlaws; readonly words: Words }) {
  const entries = Object.entries(flaws) as [keyof IdentityFlaws, string][];
  return entries.length === 0 ? null : (
    <ul className="jp-CellMonitor-list">
      {entries.map(([field, flaw]) => (
        <li key={field}>{words.__('%1: %2', identityLabel(field, words), flaw)}</li>
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
