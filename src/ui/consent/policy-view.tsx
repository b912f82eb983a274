import type { Policy } from '../../protocol';
import { describePolicy, summarisePolicy } from './policy-words';
import { FoldedSection } from '../shared/fold';
import type { Words } from '../../jupyter/words';

export interface PolicyProps {
  readonly policy: Policy | null;
  readonly words: Words;
}

/** What the class asks for, short enough to be read before it is agreed to. */
export function PolicySummaryView({ policy, words }: PolicyProps) {
  const { sent, notSent, terms } = summarisePolicy(policy, words);
  return (
    <div className="jp-CellMonitor-policy">
      <p>{words.__('Your class sees, in its notebooks:')}</p>
      <TextList texts={sent} />
      {notSent !== undefined && <p>{notSent}</p>}
      <p>{terms}</p>
    </div>
  );
}

/** All of what the class asks for and does not, opened by who wants to know. */
export function PolicyFold({ policy, words }: PolicyProps) {
  const { sent, notSent, terms } = describePolicy(policy, words);
  return (
    <FoldedSection name="policy" heading={words.__('Exactly what is sent')}>
      <TextList texts={sent} />
      {notSent.length > 0 && <p className="jp-CellMonitor-heading">{words.__('What is not sent')}</p>}
      <TextList texts={notSent} />
      <p className="jp-CellMonitor-heading">{words.__('What happens to it')}</p>
      <TextList texts={terms} />
    </FoldedSection>
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
