import type { ClassState, ExportedEvent, StudentState } from '../../../src/protocol';
import { readRecord } from './record';

export interface Answer {
  readonly question: string;
  readonly truth: string;
}

/** The ten questions that the first screen answers by itself, in ten seconds, with their true answers: from the export and the API, not from the dashboard. */
export function answersOf(state: ClassState, events: readonly ExportedEvent[], clock: (time: string) => string): readonly Answer[] {
  const { exercises, mistakes, begun } = readRecord(events);
  const nameOf = (studentId: string): string => state.students.find(each => each.studentId === studentId)?.displayName ?? studentId;
  const waiting = state.help.filter(({ status }) => status === 'open' || status === 'claimed');
  const next = waiting.find(({ status }) => status === 'open');
  const claims = [
    ...waiting.filter(({ status }) => status === 'claimed').map(({ studentId, by }) => `${by?.name ?? '?'} goes to ${nameOf(studentId)}`),
    ...state.students
      .filter(({ visit }) => visit?.status === 'claimed')
      .map(({ studentId, visit }) => `${visit?.by.name ?? '?'} goes to ${nameOf(studentId)}`),
  ];
  const place = exercises.toSorted((a, b) => b.here - a.here)[0];
  const behind = exercises.filter(({ index }) => index < (place?.index ?? 0)).reduce((sum, { here }) => sum + here, 0);
  const hardest = exercises.toSorted((a, b) => b.failing - a.failing)[0];
  const commonest = mistakes.filter(({ students }) => students === mistakes[0]?.students);
  const notJoined = state.students.filter(({ status }) => status === 'not_joined').length;
  const notBegun = state.students.filter(({ studentId, status }) => status !== 'not_joined' && !begun.has(studentId)).length;
  const callers = new Set(waiting.map(({ studentId }) => studentId));
  const isUnheard = ({ studentId, status, hasLeft }: StudentState): boolean =>
    status === 'offline' && hasLeft !== true && !callers.has(studentId);
  const unheard = state.students.filter(isUnheard);
  const atWork = state.students.filter(
    ({ studentId, status, hasLeft }) => callers.has(studentId) || (['working', 'idle', 'offline'].includes(status) && hasLeft !== true),
  );
  const away = state.students.filter(({ studentId, status }) => status === 'offline' && callers.has(studentId)).length;
  const cut = state.students.filter(({ status, unreachable }) => unreachable !== undefined && status !== 'offline').length;
  return [
    {
      question: 'Who needs me next, and why?',
      truth:
        next === undefined
          ? 'Nobody has called.'
          : `${nameOf(next.studentId)}: asks for help${next.question === undefined ? '' : `: “${next.question}”`} (of ${String(waiting.length)} calls, the longest wait among those that nobody has taken).`,
    },
    { question: 'Since when?', truth: next === undefined ? '–' : `Since ${clock(next.since)}.` },
    {
      question: 'Is somebody going?',
      truth: `To ${next === undefined ? 'nobody' : nameOf(next.studentId)}: nobody. ${claims.length === 0 ? 'No claims.' : `${claims.join('; ')}.`}`,
    },
    {
      question: 'How many have not started, and is it known why?',
      truth: `${String(notJoined + notBegun)}: ${String(notBegun)} joined and have opened no notebook, ${String(notJoined)} on the roster have not joined.`,
    },
    {
      question: 'Is the class with me: which exercise, how many done, how many behind?',
      truth:
        place === undefined
          ? 'Nobody is at any exercise.'
          : `${place.name}: ${String(place.here)} are here, ${String(place.passed)} of the ${String(begun.size)} who have begun have passed it, ${String(behind)} are at an earlier one.`,
    },
    {
      question: 'Which exercise breaks them?',
      truth:
        hardest === undefined
          ? 'None.'
          : `${hardest.name}: ${String(hardest.failing)} of ${String(hardest.started)} who started are failing.`,
    },
    {
      question: 'What is the commonest error or wrong answer now?',
      truth:
        commonest.length === 0
          ? 'None.'
          : `${commonest.map(({ what, isCheck, exercise }) => `${isCheck ? `check ${what} fails` : what} in ${exercise}`).join('; or, as often, ')}: ${String(commonest[0]?.students)} students.`,
    },
    {
      question: 'Is this fresh, and what is unknown?',
      truth: `As of ${clock(state.asOf)}. ${String(unheard.length)} of ${String(atWork.length)} are not heard (offline, have not left, and have not called)${away === 0 ? '' : `; ${String(away)} of those who called are offline`}${cut === 0 ? '' : `; ${String(cut)} have no connection to their kernel`}.`,
    },
    { question: 'How do I show it without names?', truth: '“Hide names” / 氏名を隠す, or the key P.' },
    { question: 'How do I tell everybody something?', truth: '“Message all” / 全員にメッセージ, above.' },
  ];
}

/** As a page for whoever answers from the picture alone; the answers come after it, to be held against theirs. */
export function toMarkdown(title: string, picture: string, answers: readonly Answer[]): string {
  const questions = answers.map(({ question }, index) => `${String(index + 1)}. ${question}`);
  const truths = answers.map(({ truth }, index) => `${String(index + 1)}. ${truth.replaceAll(/\s+/gu, ' ')}`);
  return [
    `# ${title}`,
    '',
    `Answer from the picture alone, in ten seconds each, without scrolling.`,
    '',
    `![${title}](${picture})`,
    '',
    ...questions,
    '',
    '## True answers, from the export and the API',
    '',
    ...truths,
    '',
  ].join('\n');
}
