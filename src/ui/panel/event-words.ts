import { isObject, type JsonObject } from '../../protocol';
import type { Words } from '../../jupyter/words';

/** One event for the eyes of the student whose it is. */
export interface EventWords {
  readonly what: string;
  /** The notebook; empty for what belongs to none. */
  readonly where: string;
  /** When it happened, in milliseconds since the epoch; null where that cannot be read. */
  readonly atMs: number | null;
  /** The whole event, to the letter but for its spacing. */
  readonly whole: string;
}

/** @param json an event as it travels */
export function describeEvent(json: string, words: Words): EventWords {
  const parsed: unknown = JSON.parse(json);
  const event = isObject(parsed) ? parsed : {};
  const data = isObject(event['data']) ? event['data'] : {};
  const atMs = Date.parse(String(event['time']));
  return {
    what: nameEvent(String(event['type']), data, words),
    where: typeof data['notebook'] === 'string' ? data['notebook'] : '',
    atMs: Number.isNaN(atMs) ? null : atMs,
    whole: JSON.stringify(parsed, null, 2),
  };
}

function nameEvent(type: string, data: JsonObject, words: Words): string {
  switch (type) {
    case 'cell.executed':
      return data['ok'] === true ? words.__('Cell run') : words.__('Cell run with an error');
    case 'notebook.opened':
      return words.__('Notebook opened');
    case 'notebook.saved':
      return words.__('Notebook saved');
    case 'notebook.closed':
      return words.__('Notebook closed');
    case 'cell.added':
      return words.__('Cell added');
    case 'cell.removed':
      return words.__('Cell removed');
    case 'cell.moved':
      return words.__('Cell moved');
    case 'kernel.restarted':
      return words.__('Kernel restarted');
    case 'kernel.interrupted':
      return words.__('Kernel interrupted');
    case 'kernel.died':
      return words.__('Kernel died');
    case 'presence.hidden':
      return words.__('Switched to another tab or window');
    case 'presence.visible':
      return words.__('Came back to this page');
    case 'help.requested':
      return words.__('Help requested');
    case 'help.withdrawn':
      return words.__('Help request cancelled');
    case 'lost':
      return words._n('%1 event given up', '%1 events given up', Number(data['count']));
    default:
      return type;
  }
}
