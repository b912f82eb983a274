import { type ConsoleMessage, expect, type Page, test as playwrightTest } from '@playwright/test';
import { type Classroom, type JupyterApplication, startClassroom } from '../../scripts/classroom/classroom.mjs';
import type { Student } from '../../scripts/classroom/overrides.mjs';
import { inProject } from '../../scripts/project/paths.mjs';
import { LabNotebook } from './lab-notebook';
import { STUDENT_WORDS } from './student-words';

export const INSTRUCTOR_TOKEN = 'instructor-of-this-test';

export interface JupyterOptions {
  /** Which Jupyter: a folder below `.test`; see scripts/jupyter/environments.mjs. */
  environment: string;
  application: JupyterApplication;
  /** Whose name the administrator has filled in; null for nobody. */
  student: Student | null;
  /** Other settings that the administrator deploys. */
  settings: Record<string, unknown>;
}

interface JupyterArgs {
  classroom: Classroom;
  /** What the page's console said. */
  said: readonly string[];
}

/** A real Jupyter of whatever kind and version, without what Galata needs of the newest. */
export const test = playwrightTest.extend<JupyterArgs & JupyterOptions>({
  environment: ['venv', { option: true }],
  application: ['jupyterlab', { option: true }],
  student: [{ studentId: 'ada', displayName: 'Ada Lovelace', team: 'Analysts' }, { option: true }],
  settings: [{}, { option: true }],
  classroom: async ({ environment, application, student, settings }, use, testInfo) => {
    const classroom = await startClassroom({
      directory: testInfo.outputPath('class'),
      environment: inProject('.test', environment),
      notebooks: testInfo.outputPath('notebooks'),
      instructorToken: INSTRUCTOR_TOKEN,
      jupyterToken: '',
      configFile: inProject('ui-tests', 'jupyter_matrix_config.py'),
      student,
      settings,
      application,
      cadenceMs: 1000,
    });
    await use(classroom);
    await classroom.stop();
  },
  said: async ({ page }, use) => {
    const said: string[] = [];
    page.on('console', (message: ConsoleMessage) => said.push(message.text()));
    await use(said);
  },
});

/** Opens a notebook in JupyterLab and waits for its kernel; the student is asked before anything is recorded, and agrees. */
export async function openNotebook(page: Page, classroom: Classroom, path: string): Promise<LabNotebook> {
  await page.goto(addressOf(classroom, 'jupyterlab', path));
  const notebook = new LabNotebook(page);
  await notebook.attach();
  await agreeAtNotice(page);
  return notebook;
}

const ADDRESS: Readonly<Record<JupyterApplication, (path: string) => string>> = {
  jupyterlab: path => `/lab/tree/${path}?reset`,
  notebook: path => `/notebooks/${path}`,
  lite: path => `/lab/index.html?path=${path}`,
  'lite-notebook': path => `/notebooks/index.html?path=${path}`,
};

/** The address of a notebook in one of the applications. */
export function addressOf({ lab }: { readonly lab: Pick<Classroom['lab'], 'url'> }, application: JupyterApplication, path: string): string {
  return `${lab.url}${ADDRESS[application](path)}`;
}

/** The class's panel, opened by the notification that an administrator's class brings, and agreed to. @param said what the panel says then */
export async function agreeAtNotice(page: Page, said: string = STUDENT_WORDS.reachesClass): Promise<void> {
  await page.getByRole('button', { name: STUDENT_WORDS.notice }).click({ timeout: 60_000 });
  const region = page.getByRole('region', { name: STUDENT_WORDS.panel });
  await region.getByRole('button', { name: STUDENT_WORDS.agree }).click();
  await expect(region.getByText(said)).toBeVisible();
}

/** Joins through the form that the status bar, or the row of menus in Notebook 7, leads to. */
export async function joinByForm(page: Page, { server, joinCode }: Classroom, studentId: string): Promise<void> {
  await page.getByRole('button', { name: STUDENT_WORDS.join }).click({ timeout: 60_000 });
  const form = page.getByRole('dialog');
  await form.getByLabel(STUDENT_WORDS.joinLink).fill(`${server.url}/#join=${joinCode}`);
  await expect(form.getByText(STUDENT_WORDS.asksFor, { exact: false })).toBeVisible();
  await form.getByLabel(STUDENT_WORDS.studentId).fill(studentId);
  await form.getByRole('button', { name: STUDENT_WORDS.joinAndAgree }).click();
  await expect(page.getByRole('region', { name: STUDENT_WORDS.panel }).getByText(STUDENT_WORDS.reachesClass)).toBeVisible();
}

export { expect } from '@playwright/test';
