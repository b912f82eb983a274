import type { ReportingStatus } from '../../client/status/reporting-status';
import type { Words } from '../../jupyter/words';

export interface HelpWords {
  /** A few words for a button. */
  readonly label: string;
  /** One sentence that promises nothing uncertain. */
  readonly sentence: string;
}

/** The state of the student's help request; undefined while there is none. */
export function describeRequest({ help, phase, waiting, queue }: ReportingStatus, words: Words): HelpWords | undefined {
  if (help === null) {
    return undefined;
  }
  if (help.standing === null && (phase !== 'reporting' || waiting > 0)) {
    return describeUnsent(phase, words);
  }
  if (help.standing?.status === 'claimed') {
    return describeHelper(help.standing.by, words);
  }
  if (queue === 'paused') {
    return { label: words.__('Help is paused'), sentence: words.__('Your instructors have paused help. Your place is kept.') };
  }
  const position = help.standing?.position;
  if (position === undefined) {
    return { label: words.__('Waiting for help'), sentence: words.__('Your class has your help request.') };
  }
  return {
    label: words.__('Waiting for help: number %1', position),
    sentence:
      position === 1
        ? words.__('Your class has your help request. You are next.')
        : words.__('Your class has your help request. You are number %1 in line.', position),
  };
}

/** Of when a place in line is that the page shows while the server is away; undefined where it is of now. @param formatTime shows milliseconds since the epoch as a time of day */
export function describeAge(
  { help, phase, lastDeliveredAtMs }: ReportingStatus,
  words: Words,
  formatTime: (ms: number) => string,
): string | undefined {
  if (phase !== 'offline' || help === null || help.standing === null) {
    return undefined;
  }
  return lastDeliveredAtMs === null
    ? words.__('The class server cannot be reached at the moment: this may have changed.')
    : words.__('That was at %1. The class server has not answered since: it may have changed.', formatTime(lastDeliveredAtMs));
}

/** @param name of the instructor who is on the way; undefined for one who has none */
function describeHelper(name: string | undefined, words: Words): HelpWords {
  return name === undefined
    ? { label: words.__('Help is coming'), sentence: words.__('An instructor is on the way to you.') }
    : { label: words.__('%1 is on the way', name), sentence: words.__('%1 is on the way to you.', name) };
}

/** Why a student cannot ask for help now, or take back what they asked, and what would change that; undefined where nothing is in the way. */
export function describeObstacle({ phase, captureLevel, consent, help, queue }: ReportingStatus, words: Words): string | undefined {
  switch (phase) {
    case 'not_joined':
      return words.__('Join your class to ask for help.');
    case 'held':
      return words.__('You can ask for help as soon as you are in the class.');
    case 'paused':
      return words.__('You paused reporting. Resume it to ask for help.');
    case 'joining':
    case 'reporting':
    case 'offline':
      if (captureLevel === null) {
        return consent.question === 'agree'
          ? words.__('You can ask for help once you have agreed to what your class asks for.')
          : words.__('You can ask for help as soon as your class has answered.');
      }
      return help === null && queue === 'closed' ? describeClosed(words) : undefined;
  }
}

function describeClosed(words: Words): string {
  return words.__(
    'Your instructors take no new help requests at the moment. As soon as they do again, you can ask here; if it cannot wait, speak to them.',
  );
}

/** That a help request will not leave, or not be seen to, at once; undefined where nothing holds it up. */
export function describeDelay(status: Pick<ReportingStatus, 'phase' | 'queue'>, words: Words): string | undefined {
  return status.phase === 'offline' || status.phase === 'joining'
    ? words.__('The class server cannot be reached at the moment. Your help request is kept here and sent when it answers.')
    : describePause(status, words);
}

/** To who has not called yet: that the class's help is paused. */
export function describePause({ queue }: Pick<ReportingStatus, 'queue'>, words: Words): string | undefined {
  return queue === 'paused'
    ? words.__('Your instructors have paused help. You can still ask: you get a place in line, and somebody comes when they resume.')
    : undefined;
}

function describeUnsent(phase: ReportingStatus['phase'], words: Words): HelpWords {
  const label = words.__('Help: not sent yet');
  switch (phase) {
    case 'reporting':
      return { label, sentence: words.__('Your help request is being sent.') };
    case 'paused':
      return { label, sentence: words.__('Your help request is kept in this browser. It is sent when you resume.') };
    case 'held':
      return { label, sentence: words.__('Your help request is kept in this browser. It is sent as soon as you are in the class.') };
    case 'not_joined':
    case 'joining':
    case 'offline':
      return {
        label,
        sentence: words.__('Your help request is kept in this browser. It is sent as soon as the class server can be reached.'),
      };
  }
}
