import type { Entry } from '../../../class/model/entry';

/** From this share of those concerned on, and so many students, it is about the class and no longer about somebody. */
const MUCH = 0.25;
const MANY = 3;

/** What the page cannot know of the class, though it is asked who needs somebody. */
export interface Unknown {
  /** Without contact, though they have not left. */
  readonly unheard: number;
  /** Of how many who have begun and not left. */
  readonly heardOf: number;
  /** Much of the class is not heard. */
  readonly isClassUnheard: boolean;
  /** When the last of the unheard was heard, in milliseconds by the server's clock; undefined without any. */
  readonly lastHeardMs: number | undefined;
  /** Present, with a page that has no connection to its kernel: since when the first of them. */
  readonly unreachable: number;
  readonly present: number;
  readonly isClassUnreachable: boolean;
  readonly unreachableSinceMs: number | undefined;
}

export function judgeUnknown(entries: readonly Entry[]): Unknown {
  const begun = entries
    .map(({ student }) => student)
    .filter(({ status, hasLeft }) => status !== 'not_joined' && status !== 'not_here' && hasLeft !== true);
  const offline = begun.filter(({ status }) => status === 'offline');
  const heardOf = begun.filter(({ status }) => status !== 'not_started').length;
  const present = begun.filter(({ status }) => status === 'working' || status === 'idle');
  const cut = present.flatMap(({ unreachable }) => (unreachable === undefined ? [] : [Date.parse(unreachable.since)]));
  return {
    unheard: offline.length,
    heardOf,
    isClassUnheard: isMuch(offline.length, heardOf),
    lastHeardMs: largest(offline.flatMap(({ lastSeenAt }) => (lastSeenAt === null ? [] : [Date.parse(lastSeenAt)]))),
    unreachable: cut.length,
    present: present.length,
    isClassUnreachable: isMuch(cut.length, present.length),
    unreachableSinceMs: cut.length === 0 ? undefined : cut.reduce((first, each) => Math.min(first, each)),
  };
}

function isMuch(part: number, whole: number): boolean {
  return part >= MANY && part >= whole * MUCH;
}

function largest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : times.reduce((last, each) => Math.max(last, each));
}
