import { describeEvent } from './event-words';
import type { Words } from '../../jupyter/words';

/** An event that waits or was sent; `key` tells it from the others. */
interface ListedEvent {
  readonly key: string;
  readonly json: string;
}

export interface EventListProps {
  readonly heading: string;
  /** Said in the place of a list without events. */
  readonly empty: string;
  readonly events: readonly ListedEvent[];
  /** How many there are; more than are listed when they are many. */
  readonly count: number;
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
}

/** Events by what they are, each of which opens to show all of it. Closed at first: they are many. */
export function EventList({ heading, empty, events, count, words, formatTime }: EventListProps) {
  return (
    <details className="jp-CellMonitor-section">
      <summary className="jp-CellMonitor-heading">{words.__('%1 (%2)', heading, count)}</summary>
      {events.length === 0 && <p className="jp-CellMonitor-note">{empty}</p>}
      <ul className="jp-CellMonitor-events">
        {events.map(({ key, json }) => (
          <EventItem key={key} json={json} words={words} formatTime={formatTime} />
        ))}
      </ul>
      {count > events.length && (
        <p className="jp-CellMonitor-note">{words.__('%1 are shown here. The download holds all of them.', events.length)}</p>
      )}
    </details>
  );
}

function EventItem({ json, words, formatTime }: Pick<EventListProps, 'words' | 'formatTime'> & { readonly json: string }) {
  const { what, where, atMs, whole } = describeEvent(json, words);
  return (
    <li>
      <details>
        <summary>
          {atMs !== null && <time dateTime={new Date(atMs).toISOString()}>{formatTime(atMs)}</time>} <strong>{what}</strong> {where}
        </summary>
        <pre className="jp-CellMonitor-whole">{whole}</pre>
      </details>
    </li>
  );
}
