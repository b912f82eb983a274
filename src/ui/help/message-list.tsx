import type { Inbox } from '../../client/assistance/inbox';
import type { Words } from '../../jupyter/words';

export interface MessageListProps {
  readonly messages: Inbox;
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
}

/** The instructors' messages that were shown, newest first. */
export function MessageList({ messages, words, formatTime }: MessageListProps) {
  const shown = messages.filter(({ isShown }) => isShown).toReversed();
  return shown.length === 0 ? null : (
    <section className="jp-CellMonitor-section" aria-label={words.__('Messages from your instructors')}>
      <h2 className="jp-CellMonitor-heading">{words.__('Messages from your instructors')}</h2>
      <ul className="jp-CellMonitor-events">
        {shown.map(({ id, text, atMs }) => (
          <li key={id}>
            <time dateTime={new Date(atMs).toISOString()}>{formatTime(atMs)}</time> <bdi className="jp-CellMonitor-message">{text}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
