import type { ReportingStatus } from '../../client/status/reporting-status';
import { describeRequest } from './help-words';
import type { Words } from '../../jupyter/words';

/** The state of the student's help request, with the question; nothing while there is none. */
export function RequestView({ status, words }: { readonly status: ReportingStatus; readonly words: Words }) {
  const call = describeRequest(status, words);
  return call === undefined ? null : (
    <section className="jp-CellMonitor-call" aria-label={words.__('Your help request')}>
      <p role="status">{call.sentence}</p>
      {status.help !== null && status.help.question !== '' && (
        <blockquote className="jp-CellMonitor-quote">
          <bdi>{status.help.question}</bdi>
        </blockquote>
      )}
    </section>
  );
}
