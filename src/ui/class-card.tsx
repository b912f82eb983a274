import type { Finding } from './class-finder';
import { describePolicy } from './policy-words';
import type { Words } from './words';

/** What the class that the form names is, and what it would be sent, before anything is. */
export function ClassCard({ finding, words }: { readonly finding: Finding; readonly words: Words }) {
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
          {words.__('Your class could not be asked: %1. You can join all the same, and it is tried again.', finding.detail)}
        </p>
      );
    case 'found': {
      const { className, policy, hasRoster } = finding.preview;
      return (
        <div className="jp-CellMonitor-class" role="status">
          <strong>
            <bdi>{className}</bdi>
          </strong>
          {hasRoster && <p>{words.__('Your instructor has a list of the students of this class: enter your id as it is there.')}</p>}
          <p>{words.__('What will be sent:')}</p>
          <ul className="jp-CellMonitor-list">
            {describePolicy(policy, words).sent.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      );
    }
  }
}
