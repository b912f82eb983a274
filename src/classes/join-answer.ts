import { isSameTrouble } from '../delivery';
import type { ReportingClient } from '../client/reporting-client';
import type { ReportingStatus } from '../client/status/reporting-status';

/**
 * Resolves with the first status that answers a new enrolment: accepted, refused, or unreachable. The client may repeat its
 * earlier status while it switches over; that is no answer. Because somebody is waiting, each "joining" is answered with a
 * `sendNow`; the first of these can be lost if the client is still switching.
 * @param isAgain the same student retries the same class, so the client does not switch
 */
export function nextAnswer(client: ReportingClient, isAgain: boolean, signal: AbortSignal): Promise<ReportingStatus> {
  const before = client.status;
  let isEnrolling = isAgain;
  return new Promise(resolve => {
    const stop = client.onStatusChange(status => {
      if (status.phase === 'joining') {
        isEnrolling = true;
        client.sendNow();
      }
      if (status.phase === 'reporting' || (isTrouble(status) && (isEnrolling || !isSameTrouble(status.trouble, before.trouble)))) {
        stop();
        resolve(status);
      }
    });
    signal.addEventListener('abort', stop);
  });
}

function isTrouble({ phase }: ReportingStatus): boolean {
  return phase === 'held' || phase === 'offline';
}
