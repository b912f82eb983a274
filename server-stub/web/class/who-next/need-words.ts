import { exerciseName, fileName, placeName } from '../exercises/exercise-names';
import { nameOf, streakError, teamName } from '../model/names';
import { formatDuration, formatHour, formatShare, formatSpan } from '../../text/format';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import { failureName } from './failing-check';
import type { Need, Trouble } from './need';
import { teamKinds, membersOf } from './team-words';

type Reason = Trouble['reason'];
type ReasonOf<Kind extends Reason['kind']> = Reason & { readonly kind: Kind };

const QUESTION_LENGTH = 140;
/** Shorter is thinking, and not worth a word. */
const SILENT_MS = 90_000;

/** The name that the line is called by. */
export function needName({ target, team, troubles: [{ entry }] }: Need): string {
  return 'team' in target ? teamName(team) : nameOf(entry.student);
}

/** What is the matter and for how long, such as "Running for 4 min in loops-3 (class median 1 s)". @param nowMs the server's time in milliseconds */
export function needReason(need: Need, teamSize: number, nowMs: number): string {
  const { troubles } = need;
  if (!('team' in need.target)) {
    return troubleWords(troubles[0], nowMs);
  }
  // The one for whom the line stands where it does: among callers, who waits longest.
  const [first] = troubles;
  return t('now.teamReason', { n: troubles.length, all: teamSize, name: nameOf(first.entry.student), why: troubleWords(first, nowMs) });
}

/** Something that helps to decide. What a student wrote, or their program said, may be long. */
export interface Detail {
  readonly text: string;
  readonly isWritten: boolean;
  /** Where there is little room, it can wait until the whole list is wanted. */
  readonly canWait?: boolean;
  /** What comes after it, up to the next of these, is about whom it names. */
  readonly isNaming?: boolean;
}

const known = (...texts: readonly string[]): Detail => ({
  text: texts.filter(Boolean).join(t('common.detailSeparator')),
  isWritten: false,
});
const naming = (...texts: readonly string[]): Detail => ({ ...known(...texts), isNaming: true });
const written = (text: string): Detail => ({ text, isWritten: true });

/** What else helps to decide: the question, what stands behind the reason, who it is in a team. */
export function needDetails({ target, troubles }: Need, nowMs: number): readonly Detail[] {
  const details = 'team' in target ? teamDetails(troubles, nowMs) : studentDetails(troubles[0], nowMs);
  return details.filter(({ text }) => text !== '');
}

/** Why one student is on the list, and for how long. @param nowMs the server's time in milliseconds */
export function troubleWords({ entry, reason }: Trouble, nowMs: number): string {
  const span = spanSince(reason.sinceMs, nowMs);
  switch (reason.kind) {
    case 'help':
      return t('now.reasons.help', { span });
    case 'running':
    case 'waits': {
      const text = inPlace(t(`now.reasons.${reason.kind}`, { span }), longRunPlace(reason, entry));
      return reason.medianRunMs === null || reason.kind === 'waits' ? text : withMedian(text, formatDuration(reason.medianRunMs));
    }
    case 'unreachable':
      return t('now.reasons.unreachable', { clock: formatHour(reason.sinceMs) });
    case 'struggling':
      return strugglingWords(reason, entry.place, span);
    case 'failing': {
      const error = streakError(entry.student);
      const text = inPlace(t('now.reasons.failing', { n: reason.streak, span }), entry.place);
      return error === '' ? text : t('now.withLast', { text, error });
    }
    case 'stalled':
      return t('now.reasons.stalled', { span });
  }
}

function strugglingWords(reason: ReasonOf<'struggling'>, here: string, span: string): string {
  const { exercise, setback, runs, failures, medianMs } = reason;
  const place = exercise === undefined ? here : exerciseName(exercise);
  if (setback !== undefined) {
    const text = t(`now.reasons.${setback.kind === 'error' ? 'errors' : 'checks'}`, { count: setback.tries, span, place });
    const medianOfClass = exercise?.setbacks?.medianMs ?? null;
    return medianOfClass === null ? text : withMedian(text, formatSpan(medianOfClass));
  }
  const isChecked = exercise?.isChecked === true;
  const text = t(`now.reasons.${isChecked ? 'struggling' : 'unchecked'}`, { count: runs, span, place, failures });
  return medianMs === null ? text : withMedian(text, formatSpan(medianMs));
}

function longRunPlace({ exercise }: ReasonOf<'running' | 'waits'>, { student }: Trouble['entry']): string {
  return exercise ?? placeName([], { exercise, notebook: student.running?.notebook ?? student.notebook });
}

function withMedian(text: string, median: string): string {
  return t('now.withMedian', { text, median });
}

function spanSince(sinceMs: number, nowMs: number): string {
  return formatSpan(Math.max(0, nowMs - sinceMs));
}

function inPlace(what: string, place: string): string {
  return place === '' ? what : t('now.inPlace', { what, place });
}

/** Calls that a team's line tells in their own words. */
const CALLS_TOLD = 3;

/** What each of them calls about, which is the most specific thing known; the first of them is named by the reason already. */
function teamDetails(troubles: Need['troubles'], nowMs: number): readonly Detail[] {
  const [first, ...others] = troubles
    .filter(({ reason }) => reason.kind === 'help')
    .slice(0, CALLS_TOLD)
    .map(trouble => ({ trouble, details: studentDetails(trouble, nowMs).filter(({ text }) => text !== '') }));
  const told = others.filter(({ details }) => details.length > 0);
  const members = [
    naming(teamKinds(troubles), membersOf(troubles)),
    ...told.flatMap(({ trouble, details }) => [naming(nameOf(trouble.entry.student), troubleWords(trouble, nowMs)), ...details]),
  ];
  return first === undefined ? members : [...first.details, ...members.map(detail => ({ ...detail, canWait: true }))];
}

function studentDetails({ entry, reason, check }: Trouble, nowMs: number): readonly Detail[] {
  switch (reason.kind) {
    case 'help':
      return [
        known(awayWords(entry.student)),
        written(quote(reason.request.question)),
        known(...callWords(reason)),
        written(callError(reason)),
      ];
    case 'struggling':
      return [known(...struggleDetails(reason, entry.student, check, nowMs))];
    case 'stalled':
      return [known(t('now.leftBehind', { share: formatShare(reason.share, 1), exercise: reason.exercise }))];
    case 'unreachable':
      return [known(inertLine(fileName(reason.notebook), 80))];
    case 'running':
    case 'waits':
    case 'failing':
      return [];
  }
}

/** Who calls and is not there: they keep their place, and nobody walks to an empty seat. */
function awayWords({ status, hasLeft, lastSeenAt }: Trouble['entry']['student']): string {
  if (status !== 'offline') {
    return '';
  }
  const word = hasLeft === true ? 'callerLeft' : 'callerOffline';
  return lastSeenAt === null ? t(`now.${word}Ever`) : t(`now.${word}`, { clock: formatHour(Date.parse(lastSeenAt)) });
}

function struggleDetails(
  reason: ReasonOf<'struggling'>,
  student: Trouble['entry']['student'],
  check: Trouble['check'],
  nowMs: number,
): readonly string[] {
  const { sameError, failingChecks, setback, lastMs } = reason;
  const last = failureName(student, check);
  const error =
    check !== undefined
      ? last
      : sameError === undefined
        ? last && t('now.lastError', { error: last })
        : t('now.sameError', { error: inertLine(sameError.name, 60), count: sameError.runs, span: spanSince(sameError.sinceMs, nowMs) });
  const checks = failingChecks > (check === undefined ? 0 : 1) ? t('student.struggle.checks', { count: failingChecks }) : '';
  if (setback === undefined) {
    return [checks, error];
  }
  const isSilent = nowMs - lastMs >= SILENT_MS;
  return [checks, error, isSilent ? t('now.silent', { span: spanSince(lastMs, nowMs) }) : '', wholeExercise(reason, nowMs)];
}

/** Where more was tried before this fails: all of it. */
function wholeExercise({ exercise, sinceMs, exerciseSinceMs, runs }: ReasonOf<'struggling'>, nowMs: number): string {
  return exercise?.isChecked === true && exerciseSinceMs < sinceMs
    ? t('now.wholeExercise', { count: runs, span: spanSince(exerciseSinceMs, nowMs) })
    : '';
}

/** Where the student called from. */
function callWords({ exercise, request: { notebook, cell, about } }: ReasonOf<'help'>): readonly string[] {
  const place = exercise ?? (cell === undefined ? '' : t('exercises.cell', { n: cell.index + 1 }));
  return [about === 'running' ? t('now.aboutRunning') : '', inertLine(fileName(notebook ?? ''), 80), place];
}

/** The error there. */
function callError({ request: { error } }: ReasonOf<'help'>): string {
  return error === undefined ? '' : inertLine(error.message === '' ? error.name : `${error.name}: ${error.message}`, 160);
}

function quote(question: string | undefined): string {
  const text = inertLine(question ?? '', QUESTION_LENGTH);
  return text === '' ? '' : t('student.withinHelp', { question: text });
}
