import { countUnread } from '../../client/assistance/inbox';
import type { ReportingStatus } from '../../client/status/reporting-status';
import { describeRequest } from './help-words';
import type { Words } from '../../jupyter/words';

/** As `describeNews`, of several classes. */
export function describeNewsOf(statuses: readonly ReportingStatus[], words: Words): string {
  return statuses
    .map(status => describeNews(status, words))
    .filter(news => news !== '')
    .join(' · ');
}

/** What the instructors have to do with the student now, in a few words for the status bar; empty for nothing. */
export function describeNews(status: ReportingStatus, words: Words): string {
  const unread = countUnread(status.messages);
  const call = describeRequest(status, words)?.label;
  const messages = unread === 0 ? undefined : words._n('%1 new message', '%1 new messages', unread);
  return [call, messages].filter(part => part !== undefined).join(' · ');
}
