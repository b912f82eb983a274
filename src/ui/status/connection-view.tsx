import type { ReportingIdentity } from '../../client/enrolment/identity';
import type { ReportingStatus } from '../../client/status/reporting-status';
import type { Words } from '../../jupyter/words';
import { describeDetails } from './status-words';

export interface ConnectionViewProps {
  readonly status: ReportingStatus;
  readonly identity: ReportingIdentity;
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
}

/** Where reports go, and when, for whoever looks for what is wrong. */
export function ConnectionView({ status, identity, words, formatTime }: ConnectionViewProps) {
  const rows = [[words.__('Class server'), identity.serverUrl], ...describeDetails(status, words, formatTime)];
  return (
    <dl className="jp-CellMonitor-details">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
