import { CAPTURE_LEVELS, type CaptureLevel, includesLevel, type Policy, policyTerms, readMaskWords } from '../../protocol';
import type { Words } from '../../jupyter/words';

/** What leaves the student's machine and what does not, in plain words. */
export interface PolicyWords {
  readonly sent: readonly string[];
  readonly notSent: readonly string[];
  /** How often it leaves, who sees it, how long it is kept, and what the student can do about it; or that the class has not said yet. */
  readonly terms: readonly string[];
}

/** @param policy the class's, or null before it is known: then the least is captured */
export function describePolicy(policy: Policy | null, words: Words): PolicyWords {
  const level = policy?.level ?? 'activity';
  return {
    sent: CAPTURE_LEVELS.filter(part => includesLevel(level, part)).map(part => describeLevel(part, words)),
    notSent: CAPTURE_LEVELS.filter(part => !includesLevel(level, part)).map(part => describeLevel(part, words)),
    terms:
      policy === null
        ? [words.__('This is the least that a class asks for. Yours has not said yet what it asks for.')]
        : describeTerms(policy, words),
  };
}

/** The policy in short, as far as a student has to know it to decide. */
export interface PolicySummary {
  readonly sent: readonly string[];
  /** What is not sent; undefined where everything is. */
  readonly notSent: string | undefined;
  /** Who sees it, how long it is kept, and how the student ends it. */
  readonly terms: string;
}

/** @param policy the class's, or null before it is known */
export function summarisePolicy(policy: Policy | null, words: Words): PolicySummary {
  const level = policy?.level ?? 'activity';
  const terms = [
    words.__('The instructors of your class see it with your name; other students do not.'),
    ...(policy === null ? [] : describeEnd(policy, words)),
  ];
  return {
    sent: CAPTURE_LEVELS.filter(part => includesLevel(level, part)).flatMap(part => shortenLevel(part, words)),
    notSent: nameUnsent(level, words),
    terms: terms.join(' '),
  };
}

function shortenLevel(level: CaptureLevel, words: Words): string[] {
  switch (level) {
    case 'activity':
      return [
        words.__('which notebooks and cells you work on, when, and whether they work'),
        words.__('when you switch to another tab or window'),
      ];
    case 'errors':
      return [words.__('the name and the message of an error')];
    case 'code':
      return [words.__('the code that you run')];
    case 'outputs':
      return [words.__('what your cells print')];
  }
}

function nameUnsent(level: CaptureLevel, words: Words): string | undefined {
  switch (level) {
    case 'activity':
      return words.__('Your errors, your code and what it prints are not sent.');
    case 'errors':
      return words.__('Your code and what it prints are not sent.');
    case 'code':
      return words.__('What your code prints is not sent.');
    case 'outputs':
      return undefined;
  }
}

function describeEnd(policy: Policy, words: Words): string[] {
  const { mayPause, retentionDays } = policyTerms(policy);
  return [describeRetention(retentionDays, words), describePause(mayPause, words)];
}

function describeRetention(retentionDays: number | null, words: Words): string {
  return retentionDays === null
    ? words.__('Your class has not said how long it keeps it.')
    : words._n('Your class keeps it for %1 day.', 'Your class keeps it for %1 days.', retentionDays);
}

function describePause(mayPause: boolean, words: Words): string {
  return mayPause
    ? words.__('You can pause at any time, or leave the class.')
    : words.__('Your class does not let you pause. You can leave it at any time.');
}

function describeLevel(level: CaptureLevel, words: Words): string {
  switch (level) {
    case 'activity':
      return words.__(
        'Which notebooks you open, save and close, and how many cells they have; which cells you run, in which language, when, for how long, the number in brackets that a run gets, whether it worked, and what the checks of an exercise say; a cell that is still running, waits for what you type, or cannot reach its kernel; that cells are added, moved or removed, which kernel is restarted, interrupted or dies, and when you switch to another tab or window while a notebook of the class is open',
      );
    case 'errors':
      return words.__('The name and the message of an error');
    case 'code':
      return words.__('The code of the cells that you run, and the details of an error');
    case 'outputs':
      return words.__('The text that your cells print');
  }
}

function describeTerms(policy: Policy, words: Words): string[] {
  const { mayPause, retentionDays } = policyTerms(policy);
  return [
    describePace(policy.cadenceMs, words),
    words.__('The instructors and assistants of your class see it, with your name. Other students do not.'),
    describeRetention(retentionDays, words),
    words.__('Passwords, keys and mail addresses are masked before anything is stored.'),
    ...describeMask(readMaskWords(policy.mask), words),
    describePause(mayPause, words),
  ];
}

function describeMask(mask: readonly string[], words: Words): string[] {
  return mask.length === 0 ? [] : [words.__('Your class has these masked, too: %1', mask.join(', '))];
}

function describePace(cadenceMs: number, words: Words): string {
  const seconds = Math.max(1, Math.round(cadenceMs / 1000));
  return words._n('A report leaves about every second.', 'A report leaves about every %1 seconds.', seconds);
}
