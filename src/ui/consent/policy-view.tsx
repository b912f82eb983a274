import type { Policy } from '../../protocol';
import { describePolicy } from './policy-words';
import type { Words } from '../../jupyter/words';

/** What the class asks for, and what it does not. */
export function PolicyView({ policy, words }: { readonly policy: Policy | null; readonly words: Words }) {
  const { sent, notSent, terms } = describePolicy(policy, words);
  return (
    <section className="jp-CellMonitor-section" aria-label={words.__('What your class asks for')}>
      <h3 className="jp-CellMonitor-heading">{words.__('What is sent to your class')}</h3>
      <TextList texts={sent} />
      {notSent.length > 0 && <h3 className="jp-CellMonitor-heading">{words.__('What is not sent')}</h3>}
      <TextList texts={notSent} />
      <h3 className="jp-CellMonitor-heading">{words.__('What happens to it')}</h3>
      <TextList texts={terms} />
    </section>
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
