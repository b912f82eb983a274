import type { Entry } from '../../class/model/entry';
import { nameOf, placeOf, streakError, teamName } from '../../class/model/names';
import { formatShare } from '../../text/format';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import type { Need, Trouble } from './need';

const QUESTION_LENGTH = 140;
const NAMES_SHOWN = 4;

/** The name that the line is called by. */
export function needName({ target, team, troubles: [{ entry }] }: Need): string {
  return 'team' in target ? teamName(team) : nameOf(entry.student);
}

/** What is the matter, such as "3 × NameError in loops.ipynb"; its time stands beside it. */
export function needReason(need: Need, teamSize: number): string {
  const { troubles } = need;
  return 'team' in need.target ? t('now.teamReason', { n: troubles.length, all: teamSize }) : troubleWords(troubles[0]);
}

/** What else helps to decide: the question, the other trouble, who it is in a team. */
export function needDetails(need: Need): readonly string[] {
  const { troubles } = need;
  const details = 'team' in need.target ? [...teamKinds(troubles), membersOf(troubles)] : studentDetails(troubles[0]);
  return details.filter(detail => detail !== '');
}

function troubleWords({ entry, reason }: Trouble): string {
  switch (reason.kind) {
    case 'help':
      return t('now.helpReason');
    case 'failing':
      return inPlace(failingWords(entry, reason.streak), placeOf(entry.student));
    case 'stalled':
      return t('now.stalledReason');
  }
}

function failingWords({ student }: Entry, n: number): string {
  const error = streakError(student);
  return error === '' ? t('now.failingRuns', { n }) : t('students.streak', { n, error });
}

function inPlace(what: string, place: string): string {
  return place === '' ? what : t('now.inPlace', { what, place });
}

function studentDetails({ entry, reason }: Trouble): readonly string[] {
  const { student, help } = entry;
  if (reason.kind === 'help') {
    const streak = student.errorStreak > 0 ? failingWords(entry, student.errorStreak) : '';
    return [quote(help?.question), inPlaceOrPlace(streak, placeOf(student))];
  }
  return reason.kind === 'stalled'
    ? [t('now.leftBehind', { share: formatShare(reason.share, 1), exercise: inertLine(reason.exercise, 60) })]
    : [];
}

function inPlaceOrPlace(what: string, place: string): string {
  return what === '' ? place : inPlace(what, place);
}

function quote(question: string | undefined): string {
  const text = inertLine(question ?? '', QUESTION_LENGTH);
  return text === '' ? '' : t('student.withinHelp', { question: text });
}

function teamKinds(troubles: readonly Trouble[]): readonly string[] {
  const count = (kind: Trouble['reason']['kind']): number => troubles.filter(({ reason }) => reason.kind === kind).length;
  const [helping, failing, stalled] = [count('help'), count('failing'), count('stalled')];
  return [
    helping > 0 ? t('now.waiting', { n: helping }) : '',
    failing > 0 ? withErrors(t('now.stuck', { n: failing }), troubles) : '',
    stalled > 0 ? t('now.stalled', { n: stalled }) : '',
  ];
}

/** With the errors that they fail with, the most frequent first. */
function withErrors(text: string, troubles: readonly Trouble[]): string {
  const failing = troubles.filter(({ reason }) => reason.kind === 'failing');
  const byName = Map.groupBy(failing, ({ entry }) => streakError(entry.student));
  const names = [...byName].toSorted(([, a], [, b]) => b.length - a.length).map(([name]) => name);
  const known = names.filter(Boolean).slice(0, 2);
  return known.length === 0 ? text : t('now.withErrors', { text, errors: known.join(t('common.listSeparator')) });
}

function membersOf(troubles: readonly Trouble[]): string {
  const names = troubles.slice(0, NAMES_SHOWN).map(({ entry }) => nameOf(entry.student));
  const more = troubles.length - names.length;
  return [...names, ...(more > 0 ? [t('now.more', { n: more })] : [])].join(t('common.listSeparator'));
}
