import { describeEvent } from './event-words';
import { Fold, FoldedSection } from '../shared/fold';
import type { Words } from '../../jupyter/words';

/** An event that waits or was sent; `key` tells it from the others. */
interface ListedEvent {
  readonly key: string;
  readonly json: string;
}

export interface EventListProps {
  /** See `FoldProps`. */
  readonly name: string;
  readonly heading: string;
  /** Said in the place of a list without events. */
  readonly empty: string;
  readonly events: readonly ListedEvent[];
  /** How many there are; more than are listed when they are many. */
  readonly count: number;
  /** What else there is to know of them. */
  readonly note?: string | undefined;
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
}

/** Events by what they are, each of which opens to show all of it. Closed at first: they are many. */
export function EventList({ name, heading, empty, events, count, note, words, formatTime }: EventListProps) {
  return (
    <FoldedSection name={name} heading={words.__('%1 (%2)', heading, count)}>
      {events.length === 0 && <p className="jp-CellMonitor-note">{empty}</p>}
      <ul className="jp-CellMonitor-events">
        {events.map(({ key, json }) => (
          <EventItem key={key} name={key} json={json} words={words} formatTime={formatTime} />
        ))}
      </ul>
      {count > events.length && (
        <p className="jp-CellMonitor-note">{words.__('%1 are shown here. The download holds all of them.', events.length)}</p>
      )}
      {note !== undefined && <p className="jp-CellMonitor-note">{note}</p>}
    </FoldedSection>
  );
}

function EventItem({ name, json, words, formatTime }: Pick<EventListProps, 'name' | 'words' | 'formatTime'> & { readonly json: string }) {
  const { what, where, atMs, whole } = describeEvent(json, words);
  const summary = (
    <summary>
      {atMs !== null && <time dateTime={new Date(atMs).toISOString()}>{formatTime(atMs)}</time>} <strong>{what}</strong> {where}
    </summary>
  );
  return (
    <li>
      <Fold name={name} summary={summary}>
        <pre className="jp-CellMonitor-whole">{whole}</pre>
      </Fold>
    </li>
  );
}
