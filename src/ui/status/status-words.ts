import type { MembershipFacts } from '../../classes/membership';
import type { ReportingPhase, ReportingStatus } from '../../client/status/reporting-status';
import type { Trouble } from '../../delivery';
import type { StatusShape } from '../shared/icons';
import { describeTrouble } from './trouble-words';
import type { Words } from '../../jupyter/words';

export interface StatusWords {
  readonly shape: StatusShape;
  /** A few words for the status bar. */
  readonly label: string;
  /** One sentence, with the reason. */
  readonly sentence: string;
}

/** Says what the extension is doing. */
export function describeStatus({ status, isMisconfigured, lacksPart = false }: MembershipFacts, words: Words): StatusWords {
  if (isMisconfigured) {
    const sentence = words.__('The settings of your class need a correction. Nothing is recorded until then.');
    return { shape: 'attention', label: words.__('Check your class settings'), sentence };
  }
  return (
    describeConsent(status, words) ??
    (lacksPart ? describeLack(status, words) : undefined) ?? {
      shape: shapeOf(status),
      label: labelOf(status, words),
      sentence: sentenceOf(status, words),
    }
  );
}

/** A missing consent takes precedence over the state of delivery; undefined when nothing is missing, or no class has been joined. */
function describeConsent({ phase, consent: { question, isDeclined } }: ReportingStatus, words: Words): StatusWords | undefined {
  if (phase !== 'reporting' && phase !== 'offline') {
    return undefined;
  }
  if (question === 'agree') {
    return isDeclined
      ? {
          shape: 'paused',
          label: words.__('Not recording'),
          sentence: words.__('You have not agreed to what your class asks for. Nothing is recorded.'),
        }
      : {
          shape: 'attention',
          label: words.__('Do you agree?'),
          sentence: words.__('You have joined your class. Nothing is recorded until you agree.'),
        };
  }
  if (question === 'agree_to_more' && !isDeclined) {
    const sentence = words.__('Your class asks for more than you agreed to. What you agreed to goes on.');
    return { shape: 'attention', label: words.__('Your class asks for more'), sentence };
  }
  return undefined;
}

/** A part of the page is not there; undefined where nothing would be captured, or a student who is not let in has that to see to first. */
function describeLack({ phase }: ReportingStatus, words: Words): StatusWords | undefined {
  if (phase === 'not_joined' || phase === 'paused' || phase === 'held') {
    return undefined;
  }
  return {
    shape: 'attention',
    label: words.__('Part of this page is missing'),
    sentence: words.__(
      'Your JupyterLab server does not give out a part of this page. It is tried again, and what you run meanwhile is kept here. If it stays like this, reload the page: what is kept is then lost to your class.',
    ),
  };
}

function shapeOf({ phase, waiting }: ReportingStatus): StatusShape {
  const shapes: Record<ReportingPhase, StatusShape> = {
    not_joined: 'join',
    joining: 'waiting',
    reporting: waiting > 0 ? 'waiting' : 'good',
    offline: 'offline',
    held: 'attention',
    paused: 'paused',
  };
  return shapes[phase];
}

function labelOf({ phase, waiting, trouble }: ReportingStatus, words: Words): string {
  const count = words._n('%1 waiting', '%1 waiting', waiting);
  switch (phase) {
    case 'not_joined':
      return words.__('Join your class');
    case 'joining':
      return words.__('Joining your class…');
    case 'reporting':
      return waiting > 0 ? count : words.__('Reporting');
    case 'offline':
      return waiting > 0 ? words.__('Offline · %1', count) : words.__('Offline');
    case 'held':
      if (trouble?.kind === 'released') {
        return words.__('Join again?');
      }
      if (isIdTaken(trouble)) {
        return words.__('This ID is in use on another device');
      }
      return trouble === null ? words.__('On hold') : words.__('On hold: %1', describeTrouble(trouble, words));
    case 'paused':
      return words.__('Paused');
  }
}

function sentenceOf({ phase, trouble }: ReportingStatus, words: Words): string {
  switch (phase) {
    case 'not_joined':
      return words.__('You have not joined a class. Nothing is recorded or sent.');
    case 'joining':
      return words.__('Joining your class. What you do meanwhile is kept and sent afterwards.');
    case 'reporting':
      return words.__('Your runs reach your class.');
    case 'offline':
      return withReason(words.__('Your runs are kept here and sent as soon as the class server answers.'), trouble, words);
    case 'held':
      return isIdTaken(trouble)
        ? words.__('This ID is in use on another device. Your runs are kept here.')
        : withReason(sentenceOfRefusal(trouble, words), trouble, words);
    case 'paused':
      return words.__('You paused reporting. Nothing is recorded or sent.');
  }
}

function sentenceOfRefusal(trouble: Trouble | null, words: Words): string {
  if (trouble?.kind === 'released') {
    return words.__('You are not in the class any more on this device. Your runs are kept here.');
  }
  return words.__('The class server does not accept you. Your runs are kept here.');
}

/** Whether the student is not let in because another device has the ID. */
export function isIdTaken(trouble: Trouble | null): boolean {
  return trouble?.kind === 'refused' && trouble.code === 'student_id_taken';
}

function withReason(sentence: string, trouble: Trouble | null, words: Words): string {
  return trouble === null ? sentence : words.__('%1 Reason: %2.', sentence, describeTrouble(trouble, words).replace(/\.$/u, ''));
}

/** The facts below the sentence, as label and value. @param formatTime shows milliseconds since the epoch as a time of day */
export function describeDetails(
  status: ReportingStatus,
  words: Words,
  formatTime: (ms: number) => string,
): [label: string, value: string][] {
  if (status.phase === 'not_joined') {
    return [];
  }
  const { lastDeliveredAtMs, nextAttemptAtMs, waiting } = status;
  const details: [string, string][] = [
    [words.__('Waiting'), words._n('%1 event', '%1 events', waiting)],
    [
      words.__('Last delivered'),
      lastDeliveredAtMs === null ? words.__('Nothing yet since this page was opened') : formatTime(lastDeliveredAtMs),
    ],
  ];
  if (nextAttemptAtMs !== null && status.phase !== 'paused') {
    details.push([words.__('Next report'), formatTime(nextAttemptAtMs)]);
  }
  if (status.deadLetters > 0) {
    details.push([
      words.__('Not accepted'),
      words._n('%1 event that the class server cannot take', '%1 events that the class server cannot take', status.deadLetters),
    ]);
  }
  return details;
}

/** What the student should know before they close the page; undefined where nothing can be lost. */
export function describeRisk({ phase, storage }: ReportingStatus, words: Words): string | undefined {
  return storage === 'memory' && phase !== 'not_joined'
    ? words.__('This browser stores nothing: what waits is lost when you close or reload the page.')
    : undefined;
}

/** The status item's tooltip: the sentence and its facts, a line each. */
export function describeTooltip(facts: MembershipFacts, words: Words, formatTime: (ms: number) => string): string {
  const { sentence } = describeStatus(facts, words);
  const details = facts.isMisconfigured ? [] : describeDetails(facts.status, words, formatTime);
  const risk = describeRisk(facts.status, words);
  return [sentence, ...(risk === undefined ? [] : [risk]), ...details.map(([label, value]) => words.__('%1: %2', label, value))].join('\n');
}
