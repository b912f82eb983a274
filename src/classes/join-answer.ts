import { isSameTrouble } from '../delivery';
import type { ReportingClient, ReportingStatus } from '../client/reporting-client';

/**
 * Resolves with the first status that answers a new enrolment: accepted, refused, or out of reach. What the client said
 * before is no answer, and may be repeated while it changes over. Whenever it says that it is joining, it is asked to do so
 * now and not at its cadence, because somebody is looking; the first time it may still be changing over, and not hear it.
 * @param isAgain the same student tries the same class once more: there is nothing to change over
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
