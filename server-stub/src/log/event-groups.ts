import type { WireEvent } from '../../../src/protocol';

/** Parsing as much takes a fraction of a millisecond, whatever it says; in characters. One event more may be in it. */
const GROUP_LENGTH = 16 * 1024;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** How a list begins, and goes on, in which each event has a line of its own: see `writeEventLines`. Older entries are in one line. */
const [FIRST_LINE, NEXT_LINE] = ['[\n{', ',\n{'];

/** A few events that stand one after the other in an entry, and how many bytes of its text each takes on average. */
export interface EventGroup {
  readonly events: readonly WireEvent[];
  readonly bytesEach: number;
}

/** The events of an entry, a few at a time: a full batch may be made to take a tenth of a second if it is parsed in one piece. */
export function* eventGroups(eventsJson: string): Generator<EventGroup, void, undefined> {
  if (eventsJson.length <= GROUP_LENGTH) {
    yield parseGroup(eventsJson);
    return;
  }
  const endAfter = eventsJson.startsWith(FIRST_LINE) ? endOfLines : endOfGroup;
  let start = eventsJson.indexOf('[') + 1;
  while (start < eventsJson.length) {
    const end = endAfter(eventsJson, start);
    yield parseGroup(`[${eventsJson.slice(start, end)}]`);
    start = end + 1;
  }
}

function parseGroup(json: string): EventGroup {
  const events = JSON.parse(json) as WireEvent[];
  return { events, bytesEach: Math.round(Buffer.byteLength(json) / Math.max(1, events.length)) };
}

/** The same where each event has a line of its own. */
function endOfLines(json: string, start: number): number {
  const end = json.indexOf(NEXT_LINE, start + GROUP_LENGTH);
  return end === -1 ? json.lastIndexOf(']') : end;
}

/** Where the comma is after which the next group begins, or the bracket that ends the list. */
function endOfGroup(json: string, start: number): number {
  let depth = 0;
  let isInText = false;
  for (let at = start; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (isInText) {
      at += Number(code === BACKSLASH);
      isInText = code !== QUOTE;
    } else if (code === QUOTE) {
      isInText = true;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth += 1;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      depth -= 1;
      if (depth < 0) {
        return at;
      }
    } else if (code === COMMA && depth === 0 && at - start >= GROUP_LENGTH) {
      return at;
    }
  }
  return json.length;
}
