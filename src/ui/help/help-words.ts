import type { HelpContext } from '../../client/assistance/help-context';
import type { ReportingStatus } from '../../client/status/reporting-status';
import type { Words } from '../../jupyter/words';

export interface HelpWords {
  /** A few words for a button. */
  readonly label: string;
  /** One sentence that promises nothing uncertain. */
  readonly sentence: string;
}

/** Why the student cannot call now; undefined while they can, or have called. */
export function describeClosed({ help, queue }: ReportingStatus, words: Words): HelpWords | undefined {
  return help === null && queue === 'closed'
    ? { label: words.__('Help is closed'), sentence: words.__('Your instructors take no new help requests at the moment.') }
    : undefined;
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
    return { label: words.__('Help is coming'), sentence: words.__('Somebody is on the way to you.') };
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

function describeUnsent(phase: ReportingStatus['phase'], words: Words): HelpWords {
  const label = words.__('Help: not sent yet');
  switch (phase) {
    case 'reporting':
      return { label, sentence: words.__('Your help request is being sent.') };
    case 'paused':
      return { label, sentence: words.__('Your help request is kept in this browser. It is sent when you resume.') };
    case 'not_joined':
    case 'joining':
    case 'offline':
    case 'held':
      return {
        label,
        sentence: words.__('Your help request is kept in this browser. It is sent as soon as the class server can be reached.'),
      };
  }
}

/** Exactly what is sent with a help request; `context` is undefined where no notebook of the class is in front. */
export function describeContext(context: HelpContext | undefined, words: Words): string[] {
  if (context === undefined) {
    return [words.__('No notebook: none of your class is in front.')];
  }
  const { notebook, formerly, cell, error } = context;
  return [
    formerly === undefined ? words.__('The notebook %1', notebook) : words.__('The notebook %1, which was %2', notebook, formerly),
    ...(cell === undefined ? [] : [describeCell(cell, words)]),
    ...(error === undefined ? [] : [words.__('Its error: %1', [error.name, error.message].filter(Boolean).join(': '))]),
  ];
}

function describeCell({ index, exercise }: NonNullable<HelpContext['cell']>, words: Words): string {
  const place = index + 1;
  return exercise === undefined ? words.__('Cell %1', place) : words.__('Cell %1, of the exercise %2', place, exercise);
}
