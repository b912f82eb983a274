import type { ReportingIdentity } from '../../client/enrolment/identity';
import { statusIcons } from '../shared/icons';
import type { IdentityField, IdentityFlaw, IdentityFlaws } from '../../classes/identity-settings';
import { describeFlaw, identityLabel } from './identity-words';
import { describeRisk, describeStatus } from './status-words';
import type { MembershipFacts } from '../../classes/membership';
import type { Words } from '../../jupyter/words';

export interface StatusViewProps {
  readonly facts: MembershipFacts;
  /** Undefined for a student who has not joined. */
  readonly identity: ReportingIdentity | undefined;
  readonly flaws: IdentityFlaws;
  readonly words: Words;
}

/** Who the student is to the class, and whether their work reaches it. */
export function StatusView({ facts, identity, flaws, words }: StatusViewProps) {
  const { shape, sentence } = describeStatus(facts, words);
  const risk = describeRisk(facts.status, words);
  const Icon = statusIcons[shape];
  return (
    <div className="jp-CellMonitor-status" data-phase={facts.status.phase}>
      {identity !== undefined && <p className="jp-CellMonitor-who">{describeStudent(identity, facts, words)}</p>}
      {!isAsked(facts.status) && (
        <p className="jp-CellMonitor-sentence" data-shape={shape}>
          <Icon.react tag="span" className="jp-CellMonitor-icon" />
          <span>{sentence}</span>
        </p>
      )}
      {risk !== undefined && <p>{risk}</p>}
      <FlawList flaws={flaws} words={words} />
    </div>
  );
}

/** The question above says what is recorded until it is answered. */
function isAsked({ consent, phase }: MembershipFacts['status']): boolean {
  return consent.question === 'agree' && !consent.isDeclined && phase === 'reporting';
}

function describeStudent({ studentId, displayName, team }: ReportingIdentity, { status }: MembershipFacts, words: Words): string {
  const name = [displayName, studentId].filter(Boolean).join(' · ');
  if (status.phase === 'held' || status.phase === 'joining') {
    return words.__('Your ID: %1', name);
  }
  return team === '' ? words.__('In your class as %1', name) : words.__('In your class as %1, %2', name, team);
}

function FlawList({ flaws, words }: { readonly flaws: IdentityFlaws; readonly words: Words }) {
  const entries = Object.entries(flaws) as [IdentityField, IdentityFlaw][];
  return entries.length === 0 ? null : (
    <ul className="jp-CellMonitor-list">
      {entries.map(([field, flaw]) => (
        <li key={field}>{words.__('%1: %2', identityLabel(field, words), describeFlaw(flaw, words))}</li>
      ))}
    </ul>
  );
}
