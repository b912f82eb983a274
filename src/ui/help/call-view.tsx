import type { ReportingStatus } from '../../client/reporting-client';
import { describeCall } from './help-words';
import type { Words } from '../../jupyter/words';

/** How the student's call for help stands, with the question; nothing while there is none. */
export function CallView({ status, words }: { readonly status: ReportingStatus; readonly words: Words }) {
  const call = describeCall(status, words);
  return call === undefined ? null : (
    <section className="jp-CellMonitor-call" aria-label={words.__('Your call for help')}>
      <p role="status">{call.sentence}</p>
      {status.help !== null && status.help.question !== '' && (
        <blockquote className="jp-CellMonitor-quote">
          <bdi>{status.help.question}</bdi>
        </blockquote>
      )}
    </section>
  );
}
