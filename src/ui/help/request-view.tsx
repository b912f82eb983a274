import type { ReportingStatus } from '../../client/status/reporting-status';
import { describeAge, describeObstacle, describeRequest } from './help-words';
import type { Words } from '../../jupyter/words';

export interface RequestViewProps {
  readonly status: ReportingStatus;
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
  readonly onCancel: () => void;
}

/** The state of the student's help request, with the question and, out of the way, what takes it back; nothing while there is none. */
export function RequestView({ status, words, formatTime, onCancel }: RequestViewProps) {
  const call = describeRequest(status, words);
  const age = describeAge(status, words, formatTime);
  return call === undefined ? null : (
    <section className="jp-CellMonitor-call" aria-label={words.__('Your help request')}>
      <p>{call.sentence}</p>
      {age !== undefined && <p className="jp-CellMonitor-note">{age}</p>}
      {status.help !== null && status.help.question !== '' && (
        <blockquote className="jp-CellMonitor-quote">
          <bdi>{status.help.question}</bdi>
        </blockquote>
      )}
      {describeObstacle(status, words) === undefined && (
        <button type="button" className="jp-CellMonitor-link" onClick={onCancel}>
          {words.__('Cancel request')}
        </button>
      )}
    </section>
  );
}
