import { countConditions, type Entry } from '../../../class/model/entry';

/** From this share of those concerned on, and so many students, it is about the class and no longer about somebody. */
const MUCH = 0.25;
const MANY = 3;

/** What the page cannot know of the class, though it is asked who needs somebody. */
export interface Unknown {
  /** Without contact, though they have not left: those whose condition is so. Who calls is on the list, and none of them. */
  readonly unheard: number;
  /** Callers without contact, who may have left: they keep their place in the queue. */
  readonly callers: number;
  /** Of how many who are at work or wait for help. */
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

/** Each counts once, by their condition: so these add up to the class with those who left, have not started, are not here, or never joined. */
const AT_WORK = ['help', 'stuck', 'working', 'idle', 'offline'] as const;

export function judgeUnknown(entries: readonly Entry[]): Unknown {
  const counts = countConditions(entries);
  const heardOf = AT_WORK.reduce((sum, condition) => sum + counts[condition], 0);
  const offline = entries.flatMap(({ student, condition }) => (condition === 'offline' ? [student] : []));
  const callers = entries.filter(({ student, help }) => help !== undefined && student.status === 'offline').length;
  const present = entries.map(({ student }) => student).filter(({ status }) => status === 'working' || status === 'idle');
  const cut = present.flatMap(({ unreachable }) => (unreachable === undefined ? [] : [Date.parse(unreachable.since)]));
  return {
    unheard: offline.length,
    callers,
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
