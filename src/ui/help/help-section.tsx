import { useId } from 'react';

import { describeObstacle, describePause } from './help-words';
import { RequestView, type RequestViewProps } from './request-view';

export interface HelpSectionProps extends RequestViewProps {
  /** Opens the form. */
  readonly onAsk: () => void;
}

/** The student's help request; where there is none, the button that makes one, or why it cannot be made now. */
export function HelpSection({ status, words, formatTime, onAsk, onCancel }: HelpSectionProps) {
  const id = useId();
  const obstacle = describeObstacle(status, words);
  const note = obstacle ?? describePause(status, words);
  if (status.help !== null) {
    return <RequestView status={status} words={words} formatTime={formatTime} onCancel={onCancel} />;
  }
  return (
    <div className="jp-CellMonitor-section">
      <div className="jp-CellMonitor-buttons">
        <button
          type="button"
          className="jp-Dialog-button jp-mod-styled jp-mod-accept"
          disabled={obstacle !== undefined}
          aria-describedby={note === undefined ? undefined : id}
          onClick={onAsk}
        >
          {words.__('Ask for help')}
        </button>
      </div>
      {note !== undefined && (
        <p id={id} className="jp-CellMonitor-note">
          {note}
        </p>
      )}
    </div>
  );
}
