import type { Finding } from './class-finder';
import { PolicyFold, PolicySummaryView } from '../consent/policy-view';
import { describeTrouble } from '../status/trouble-words';
import type { Words } from '../../jupyter/words';

export interface ClassCardProps {
  readonly finding: Finding;
  /** Whether the form asks for the student's ID. */
  readonly asksForId: boolean;
  readonly words: Words;
}

/** What the class that the form names is, and all that it asks for, before anything is sent. */
export function ClassCard({ finding, asksForId, words }: ClassCardProps) {
  switch (finding.kind) {
    case 'none':
    case 'refused':
    case 'unanswered':
      return null;
    case 'looking':
      return <p className="jp-CellMonitor-hint">{words.__('Looking for your class…')}</p>;
    case 'unreachable':
      return (
        <p className="jp-CellMonitor-hint" role="status">
          {words.__(
            'Your class could not be asked: %1. You can join all the same, and it is tried again.',
            describeTrouble(finding.trouble, words),
          )}
        </p>
      );
    case 'found': {
      const { className, policy, hasRoster } = finding.preview;
      return (
        <div className="jp-CellMonitor-class" role="status">
          <strong>
            <bdi>{className}</bdi>
          </strong>
          {hasRoster && asksForId && (
            <p>{words.__('Your instructor has a list of the students in this class. Enter your ID as it appears there.')}</p>
          )}
          <PolicySummaryView policy={policy} words={words} />
          <PolicyFold policy={policy} words={words} />
        </div>
      );
    }
  }
}
