import { useId } from 'react';

import type { HelpContext } from '../../client/assistance/help-context';
import { LIMITS } from '../../protocol';
import { describeContext } from './help-words';
import type { Words } from '../../jupyter/words';

/** What the form holds while it is filled in. */
export interface HelpTexts {
  readonly question: string;
  readonly closesItself: boolean;
}

export interface HelpViewProps {
  readonly initial: HelpTexts;
  readonly context: HelpContext | undefined;
  readonly words: Words;
  readonly onChange: (change: Partial<HelpTexts>) => void;
}

/** The form for a help request: an optional question, and what is sent with it. */
export function HelpView({ initial, context, words, onChange }: HelpViewProps) {
  const id = useId();
  return (
    <div className="jp-CellMonitor-form">
      <div className="jp-CellMonitor-field">
        <label htmlFor={id}>
          {words.__('Your question')} <span className="jp-CellMonitor-optional">{words.__('(optional)')}</span>
        </label>
        <textarea
          id={id}
          className="jp-mod-styled"
          rows={3}
          maxLength={LIMITS.questionLength}
          defaultValue={initial.question}
          onChange={event => onChange({ question: event.currentTarget.value })}
        />
      </div>
      <div>
        <p>{words.__('What goes along to the instructors of your class, with your name:')}</p>
        <ul className="jp-CellMonitor-list">
          {describeContext(context, words).map(line => (
            <li key={line}>
              <bdi>{line}</bdi>
            </li>
          ))}
        </ul>
        <p className="jp-CellMonitor-hint">{words.__('Passwords, keys and mail addresses in it are masked.')}</p>
      </div>
      {context?.cell !== undefined && (
        <label className="jp-CellMonitor-check">
          <input
            type="checkbox"
            defaultChecked={initial.closesItself}
            onChange={event => onChange({ closesItself: event.currentTarget.checked })}
          />
          <span>{words.__('Cancel my request automatically when this cell works')}</span>
        </label>
      )}
    </div>
  );
}
