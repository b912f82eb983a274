import { describe, expect, it } from 'vitest';
import type { ClassState, ErrorGroup, ExerciseState, HelpRequest, SentMessage } from '../../../../src/protocol';
import { DEFAULT_ATTENTION } from '../../../../src/protocol';
import { AS_OF, makeDelta, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
import { FakeTextStore } from '../../testing/fake-text-store';
import { openBoard, type ShownState } from '../model/board';
import { learnLaterTexts } from '../../text/translate';
import { isWithheld } from '../../text/withheld';
import { projectDelta, projectState } from './project-class';
import { createPseudonyms } from './pseudonyms';

await learnLaterTexts();

const SECRET = 'Ada Lovelace';
const by = { id: 'i1', name: 'Grace' };
const error = { name: SECRET, message: SECRET };
const student = makeStudent(SECRET, {
  displayName: SECRET,
  team: 'Team 7',
  verified: true,
  notebook: SECRET,
  exercise: SECRET,
  lastError: error,
  errorStreak: 9,
  failing: { since: AS_OF, last: AS_OF },
  visit: { status: 'claimed', by, at: AS_OF },
});
const call: HelpRequest = { id: 'h1', studentId: SECRET, since: AS_OF, status: 'open', question: SECRET, notebook: SECRET, error };
const message: SentMessage = { id: '1', to: { studentId: SECRET }, text: SECRET, sentAt: AS_OF, by, recipients: 1, shown: 0 };
const group = (students: number): ErrorGroup => ({
  id: `e${String(students)}`,
  kind: 'error',
  exercise: null,
  place: 'loops.ipynb',
  errorName: 'NameError',
  message: 'name … is not defined',
  example: SECRET,
  studentIds: Array.from({ length: students }, (_, i) => `${SECRET} ${String(i)}`),
  teams: 2,
  ever: students,
  firstAt: AS_OF,
  lastAt: AS_OF,
});
const exercise = (changes: Partial<ExerciseState>): ExerciseState => ({
  id: 'x',
  name: 'ex1',
  notebook: 'loops.ipynb',
  index: 0,
  isChecked: true,
  started: 20,
  ran: 0,
  passed: 12,
  failing: 8,
  here: 6,
  medianAttempts: 2,
  medianMs: 9000,
  medianRunMs: 40,
  ...changes,
});

const names = createPseudonyms('c', n => `Student ${String(n)}`, { kept: new FakeTextStore(), random: () => 0.46 });
const project = (state: ClassState): ShownState => projectState(state, names, DEFAULT_ATTENTION);
const crowd = Array.from({ length: 5 }, (_, i) => makeStudent(String(i)));

describe('the projector', () => {
  it('shows nothing that names a student, or that one wrote', () => {
    const state = makeState([student], { help: [call], messages: [message], errors: [group(7), group(2)] });
    expect(JSON.stringify(project(state))).not.toContain(SECRET);
    const delta = makeDelta([student], { help: [call], messages: [message], errors: [group(7)], removed: [SECRET] });
    expect(JSON.stringify(projectDelta(delta, names, DEFAULT_ATTENTION))).not.toContain(SECRET);
  });

  it('hides what it does not know', () => {
    const later = { ...student, diary: SECRET };
    expect(JSON.stringify(project(Object.assign(makeState([later]), { diary: SECRET })))).not.toContain(SECRET);
  });

  it('shows of a student the team, the state and who is on the way, but no figures', () => {
    const [shown] = project(makeState([student])).students;
    expect(shown).toMatchObject({
      studentId: 'Student 46',
      displayName: 'A student',
      team: 'Team 7',
      status: 'working',
      errorStreak: 3,
      visit: { by },
    });
    expect(shown?.failing).toEqual({ since: AS_OF, last: AS_OF });
    expect([shown?.runs, shown?.errors, shown?.events].every(figure => isWithheld(figure ?? 0))).toBe(true);
  });

  it('calls a student the same in every part of the class', () => {
    const { students, help } = project(makeState([student], { help: [call] }));
    expect(help[0]?.studentId).toBe(students[0]?.studentId);
  });

  it('withholds the figures of small teams and of a small class', () => {
    const teams = [makeTeam('small', { students: 4, runs: 7 }), makeTeam('large', { students: 5, runs: 7 })];
    const shown = project(makeState(crowd, { teams }));
    expect(shown.teams.map(({ team, runs }) => [team, runs])).toEqual([
      ['small', Number.NaN],
      ['large', 7],
    ]);
    expect(isWithheld(shown.totals.runs)).toBe(false);
    expect(isWithheld(project(makeState([student])).totals.runs)).toBe(true);
  });

  it('shows errors and exercises that five students have', () => {
    const errors = [group(5), group(4)];
    const exercises = [exercise({ id: 'many' }), exercise({ id: 'few', started: 4 })];
    const shown = project(makeState(crowd, { errors, exercises }));
    expect(shown.errors.map(({ id }) => id)).toEqual(['e5']);
    expect(shown.exercises).toEqual([exercise({ id: 'many', number: 1 })]);
    expect(openBoard(shown).hidden).toEqual({ errors: 1, exercises: 1 });
  });

  it('leaves each exercise the number that it has for whoever sees all of them', () => {
    const exercises = ['x', 'y', 'z'].map((id, index) => exercise({ id, started: index === 1 ? 4 : 20 }));
    const numbersOf = (state: ShownState): unknown => state.exercises.map(({ id, number }) => [id, number]);
    const once = project(makeState(crowd, { exercises }));
    expect(numbersOf(once)).toEqual([
      ['x', 1],
      ['z', 3],
    ]);
    expect(numbersOf(project(once))).toEqual(numbersOf(once));
    const delta = projectDelta(makeDelta([], { exercises }), names, DEFAULT_ATTENTION);
    expect(delta.exercises?.map(({ number }) => number)).toEqual([1, 3]);
  });

  it('withholds all results of an exercise when one is of few: the rest would tell it', () => {
    const [shown] = project(makeState(crowd, { exercises: [exercise({ passed: 10, ran: 8, failing: 2 })] })).exercises;
    expect(shown).toMatchObject({ started: 20, passed: Number.NaN, ran: Number.NaN, failing: Number.NaN, medianAttempts: null });
  });
});
