import type { Condition } from '../model/condition';
import type { Trouble } from './need';

/** What a list counts apart, in the order in which it says so. */
export const NEED_KINDS = ['help', 'stuck', 'running', 'waits', 'unreachable', 'stalled'] as const;
export type NeedKind = (typeof NEED_KINDS)[number];

/** Failing outside any exercise and struggling in one are one thing to an instructor. */
export function kindOf({ reason: { kind } }: Pick<Trouble, 'reason'>): NeedKind {
  return kind === 'failing' || kind === 'struggling' ? 'stuck' : kind;
}

/** The condition whose colour a line takes. */
export const TONES: Readonly<Record<NeedKind, Condition>> = {
  help: 'help',
  stuck: 'stuck',
  running: 'idle',
  waits: 'idle',
  unreachable: 'offline',
  stalled: 'idle',
};
