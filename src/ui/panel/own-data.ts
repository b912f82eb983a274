import type { DeadLetter } from '../../client/sources/dead-letters';
import type { Holdings } from '../../client/sources/holdings';
import type { ReportingIdentity } from '../../client/enrolment/identity';
import type { ReportingStatus } from '../../client/status/reporting-status';

export interface OwnDataParts {
  readonly identity: ReportingIdentity;
  readonly status: ReportingStatus;
  readonly holdings: Holdings;
  readonly deadLetters: readonly DeadLetter[];
  /** Milliseconds since the epoch. */
  readonly atMs: number;
}

/** All that this browser holds of the student and has lately sent, as JSON for the student to keep. The token is no data of theirs. */
export function writeOwnData({ identity, status, holdings, deadLetters, atMs }: OwnDataParts): string {
  const content = {
    madeAt: toTimestamp(atMs),
    student: identity,
    policy: status.policy,
    waiting: holdings.waiting.map(({ sid, json }) => ({ sid, event: JSON.parse(json) as unknown })),
    sent: holdings.sent.map(({ sid, json, sentAtMs }) => ({ sid, sentAt: toTimestamp(sentAtMs), event: JSON.parse(json) as unknown })),
    notAccepted: deadLetters.map(({ atMs, ...letter }) => ({ at: toTimestamp(atMs), ...letter })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** Null for a moment that is not known any more. */
function toTimestamp(ms: number): string | null {
  return ms === 0 ? null : new Date(ms).toISOString();
}

/** Hands the student a file. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
