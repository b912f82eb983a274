import { CAPTURE_LEVELS, type CaptureLevel, includesLevel, type Policy } from '../protocol';
import type { Words } from './words';

/** What leaves the student's machine and what does not, in plain words. */
export interface PolicyWords {
  readonly sent: readonly string[];
  readonly notSent: readonly string[];
  /** How often, or that the class has not said yet. */
  readonly pace: string;
}

/** @param policy the class's, or null before it is known: then the least is captured */
export function describePolicy(policy: Policy | null, words: Words): PolicyWords {
  const level = policy?.level ?? 'activity';
  return {
    sent: CAPTURE_LEVELS.filter(part => includesLevel(level, part)).map(part => describeLevel(part, words)),
    notSent: CAPTURE_LEVELS.filter(part => !includesLevel(level, part)).map(part => describeLevel(part, words)),
    pace: policy === null ? words.__('This is recorded until your class says what it asks for.') : describePace(policy.cadenceMs, words),
  };
}

function describeLevel(level: CaptureLevel, words: Words): string {
  switch (level) {
    case 'activity':
      return words.__('Which notebooks you open, save and close; which cells you run, when, for how long, and whether they worked');
    case 'errors':
      return words.__('The name and the message of an error');
    case 'code':
      return words.__('The code of the cells that you run, and the details of an error');
    case 'outputs':
      return words.__('The text that your cells print');
  }
}

function describePace(cadenceMs: number, words: Words): string {
  const seconds = Math.max(1, Math.round(cadenceMs / 1000));
  return words._n('A report leaves about every second.', 'A report leaves about every %1 seconds.', seconds);
}
