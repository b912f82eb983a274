import type { Page } from '@playwright/test';
import type { ClassServer } from '../../scripts/classroom/class-server.mjs';
import type { Dashboard } from '../support/dashboard';
import { instruct } from '../support/instructing';
import { findCutTexts, SIZES } from './support/looks';
import { report } from './support/reporting';
import { expect, OWNER_TOKEN, test } from './support/test';

const LANGUAGES = ['en', 'ja'] as const;
const NOTEBOOK = 'loops.ipynb';

interface Words {
  readonly name: (student: string) => string;
  readonly error: string;
  readonly question: string;
}

const SHORT: Words = { name: student => student, error: "name 'totl' is not defined", question: 'Why is it empty?' };
const LONG: Words = {
  name: student => `${student} Wolfeschlegelsteinhausenbergerdorff-Schmidt`,
  error: 'unsupported operand type(s) for +: int and str '.repeat(4).trim(),
  question: 'I do not understand why the sum of this list comes out as nothing at all, though I add up every number that is in it. '.trim(),
};

type Reported = Parameters<typeof report>[2];
type Event = Reported[number];

function run(exercise: string, ok: boolean, message: string): Event {
  const cell = { id: exercise, index: 0, exercise };
  const error = ok ? {} : { error: { name: 'NameError', message } };
  return { type: 'cell.executed', data: { notebook: NOTEBOOK, cell, ok, durationMs: 3, executionCount: 1, ...error } };
}

function call({ question, error }: Words): Event {
  return {
    type: 'help.requested',
    data: { question, notebook: NOTEBOOK, cell: { id: 'ex1', index: 0, exercise: 'ex1' }, error: { name: 'NameError', message: error } },
  };
}

/** Calls of a team and of somebody alone, two with the same error, one who was helped, and one on the roster who never came. */
async function fillClass(server: ClassServer, words: Words): Promise<void> {
  const { joinCode } = await server.findClass();
  const enter = (studentId: string, team: string, reported: Reported): Promise<void> =>
    report(server.url, { joinCode, studentId, displayName: words.name(studentId), team: team && words.name(team) }, reported);
  for (const studentId of ['Ada', 'Bob']) {
    await enter(studentId, 'Team 1', [run('ex1', false, words.error), call(words)]);
  }
  await enter('Cy', '', [run('ex1', true, ''), run('ex2', false, words.error), call(words)]);
  await enter('Dan', 'Team 2', [run('ex1', true, '')]);
  await enter('Eve', 'Team 2', []);
}

/** In both languages, on a laptop, on a phone and zoomed in. */
async function lookEverywhere(dashboard: Dashboard, look: (page: Page, where: string) => Promise<void>): Promise<void> {
  for (const language of LANGUAGES) {
    await dashboard.speak(language);
    for (const size of SIZES) {
      await dashboard.page.setViewportSize(size);
      await expect(dashboard.page.locator('.class-picture')).toBeVisible();
      await look(dashboard.page, `${language}, ${String(size.width)} pixels wide`);
    }
  }
}

const expectNothingCut = async (page: Page, where: string): Promise<void> => expect.soft(await findCutTexts(page), where).toEqual([]);

test('the first screen of a class in which nothing is wrong yet says everything whole', async ({ server, dashboard, violations }) => {
  const { joinCode } = await server.findClass();
  await report(server.url, { joinCode, studentId: 'Ada', displayName: 'Ada' }, [run('ex1', true, '')]);
  await report(server.url, { joinCode, studentId: 'Bob', displayName: 'Bob' }, [run('ex2', false, SHORT.error)]);
  await lookEverywhere(dashboard, expectNothingCut);
  expect(violations).toEqual([]);
});

test('the first screen of a class in need says everything whole, with the queue paused and somebody on the way, too', async ({
  page,
  server,
  dashboard,
  violations,
}) => {
  await fillClass(server, SHORT);
  const lines = page.getByRole('list', { name: 'Who needs you' });
  await expect(lines).toContainText('2 of 2 need somebody');
  await lookEverywhere(dashboard, expectNothingCut);

  await instruct(server.url, OWNER_TOKEN, 'PUT', '/classes/default/queue', { state: 'paused' });
  await dashboard.speak('en');
  await page.setViewportSize(SIZES[0]);
  await lines.getByRole('button', { name: 'I’m going: Cy' }).click();
  await expect(lines).toContainText('You are on the way');
  await lookEverywhere(dashboard, expectNothingCut);
  expect(violations).toEqual([]);
});

test('what people are called and write may be long: what is cut of it can be read whole', async ({
  page,
  server,
  dashboard,
  violations,
}) => {
  await fillClass(server, LONG);
  await expect(page.getByRole('list', { name: 'Who needs you' })).toContainText('2 of 2 need somebody');
  await lookEverywhere(dashboard, async (_, where) => {
    const cut = await findCutTexts(page);
    expect.soft(cut.length, where).toBeGreaterThan(0);
    expect
      .soft(
        cut.filter(({ isToldWhole }) => !isToldWhole),
        where,
      )
      .toEqual([]);
  });
  expect(violations).toEqual([]);
});
