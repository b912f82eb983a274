import type { ReportingStatus } from '../../client/status/reporting-status';
import { describeClosed, describeRequest } from './help-words';
import type { Words } from '../../jupyter/words';

/** The state of the student's help request, with the question, or that they cannot call; nothing while they can. */
export function RequestView({ status, words }: { readonly status: ReportingStatus; readonly words: Words }) {
  const call = describeRequest(status, words) ?? describeClosed(status, words);
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
