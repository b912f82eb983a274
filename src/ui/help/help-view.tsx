import { useId, useState } from 'react';

import type { CallPlace } from '../../client/assistance/help-context';
import { LIMITS, type RunningCell } from '../../protocol';
import { placeOfCall } from './help-data';
import type { HelpTexts } from './help-texts';
import { describePlace } from './context-words';
import type { Words } from '../../jupyter/words';

export interface HelpViewProps {
  readonly initial: HelpTexts;
  readonly found: CallPlace | undefined;
  /** A cell that has been running for long. */
  readonly running: RunningCell | undefined;
  /** That the request will not leave, or not be seen to, at once, in words. */
  readonly delay: string | undefined;
  readonly words: Words;
  readonly onChange: (change: Partial<HelpTexts>) => void;
}

/** The form for a help request: an optional question, and what is sent with it. */
export function HelpView({ initial, found, running, delay, words, onChange }: HelpViewProps) {
  const id = useId();
  const [saysRunning, setSaysRunning] = useState(initial.saysRunning);
  const place = placeOfCall(found, saysRunning ? running : undefined);
  const onSayRunning = (isSaid: boolean) => {
    setSaysRunning(isSaid);
    onChange({ saysRunning: isSaid });
  };
  return (
    <div className="jp-CellMonitor-form">
      {delay !== undefined && (
        <p className="jp-CellMonitor-progress" data-kind="waiting">
          {delay}
        </p>
      )}
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
      {running !== undefined && (
        <label className="jp-CellMonitor-check">
          <input type="checkbox" checked={saysRunning} onChange={event => onSayRunning(event.currentTarget.checked)} />
          <span>{words.__('My cell does not stop')}</span>
        </label>
      )}
      <div>
        <p>{words.__('What goes along to the instructors of your class, with your name:')}</p>
        <ul className="jp-CellMonitor-list">
          {describePlace(place, words).map(line => (
            <li key={line}>
              <bdi>{line}</bdi>
            </li>
          ))}
        </ul>
        <p className="jp-CellMonitor-hint">{words.__('Passwords, keys and mail addresses in it are masked.')}</p>
      </div>
      {place?.canComeRight === true && place.context.cell !== undefined && (
        <label className="jp-CellMonitor-check">
          <input
            type="checkbox"
            defaultChecked={initial.closesItself}
            onChange={event => onChange({ closesItself: event.currentTarget.checked })}
          />
          <span>{words.__('Cancel my request automatically when cell %1 works', place.context.cell.index + 1)}</span>
        </label>
      )}
    </div>
  );
}
