import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { SERVER_PROGRAM } from '../../scripts/classroom/class-server.mjs';
import { findFreePort } from '../../scripts/processes/port.mjs';
import { waitUntilAnswering } from '../../scripts/processes/readiness.mjs';
import { findProjectNode } from '../../scripts/toolchain/node.mjs';
import { studentFiles } from '../../server-stub/src/operator/student-config/student-files';
import type { ClassState, ClassSummary, InstructorSession } from '../../src/protocol';
import { findHubAddresses, giveStudentFiles, type HubAddresses, startHub } from './support/hub';
import { openLesson, START_TIMEOUT_MS, work } from './support/student';

const SERVICE_TIMEOUT_MS = 30_000;

test('a hub starts the class server as its service, signs its staff in by their groups, and its students are in the class', async ({
  browser,
}, testInfo) => {
  const addresses = await findHubAddresses();
  const directory = testInfo.outputPath('hub');
  const page = `${addresses.url}/services/class/`;
  const environmentFile = testInfo.outputPath('service.env');
  const hub = await startHub({
    ...addresses,
    directory,
    users: ['ada', 'grace', 'tina'],
    administrator: 'root',
    groups: { instructors: ['grace'], tas: ['tina'] },
    service: { port: await findFreePort(), dataDirectory: testInfo.outputPath('data'), environmentFile },
  });
  try {
    const answers = await waitUntilAnswering(`${page}api/v1/health/ready`, { isRunning: () => true, timeoutMs: SERVICE_TIMEOUT_MS });
    expect(answers).toBe(true);

    const owner = await signIn(browser, page, 'grace');
    expect(await ask<InstructorSession>(owner, 'session')).toMatchObject({ name: 'grace', role: 'owner' });
    const assistant = await signIn(browser, page, 'tina');
    expect(await ask<InstructorSession>(assistant, 'session')).toMatchObject({ name: 'tina', role: 'assistant' });
    await expectCookiesBelow(owner.context(), '/services/class/');

    const student = await (await browser.newContext()).newPage();
    await goToHub(student, page, 'ada');
    await expect(student.getByText('403')).toBeVisible();

    expect(await doctor(environmentFile)).toMatch(/the service class reads the names and groups of users/u);

    const [first] = await ask<ClassSummary[]>(owner, 'classes');
    await change(owner, `classes/${first?.id ?? ''}`, { identity: 'hub', policy: { consent: 'informed' } });
    await giveStudentFiles(
      directory,
      studentFiles({ serverUrl: page.slice(0, -1), joinCode: first?.joinCode ?? '', className: 'My class', isHubTrusted: true }),
    );
    await work(await browser.newContext(), addresses, 'ada');
    await expect(owner.getByText('ada').first()).toBeVisible();
    await expect.poll(async () => runsOf(owner)).toEqual({ ada: 1 });

    const teaching = await openLesson(await browser.newContext(), addresses, 'tina');
    await expect(teaching.getByText('You are staff on this JupyterHub', { exact: false }).first()).toBeVisible();
    await takeFromGroup(addresses, browser, 'tas', 'tina');
    await expect.poll(async () => statusOf(assistant, 'session'), { timeout: START_TIMEOUT_MS }).toBe(401);
    expect(await statusOf(owner, 'session')).toBe(200);
  } finally {
    await hub.stop();
  }
});

/** Opens the dashboard as a user of the hub. */
async function signIn(browser: Browser, address: string, user: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await goToHub(page, address, user);
  await expect(page.getByText('My class').first()).toBeVisible();
  return page;
}

async function goToHub(page: Page, address: string, user: string): Promise<void> {
  // The path without its last slash leads there, too.
  await page.goto(address.slice(0, -1));
  await page.getByRole('link', { name: 'Sign in with JupyterHub' }).click();
  await page.getByLabel('Username').fill(user);
  await page.getByLabel('Password').fill('any');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** From the page itself, with its cookie, as the dashboard asks. */
const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async asked => (await (await fetch(`api/v1/${asked}`)).json()) as unknown, path) as Promise<T>;

const statusOf = (page: Page, path: string): Promise<number> => page.evaluate(async asked => (await fetch(`api/v1/${asked}`)).status, path);

async function change(page: Page, path: string, words: object): Promise<void> {
  const status = await page.evaluate(
    async ([asked, body]) =>
      (await fetch(`api/v1/${asked ?? ''}`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: body ?? '' })).status,
    [path, JSON.stringify(words)],
  );
  expect(status).toBe(200);
}

async function runsOf(page: Page): Promise<Record<string, number>> {
  const { students } = await ask<ClassState>(page, 'classes/default/state');
  return Object.fromEntries(students.filter(({ verified }) => verified === true).map(({ studentId, runs }) => [studentId, runs]));
}

async function expectCookiesBelow(context: BrowserContext, path: string): Promise<void> {
  const own = (await context.cookies()).filter(({ name }) => name.includes('cell_monitor'));

  expect(own.map(({ path: seen, httpOnly, sameSite }) => ({ seen, httpOnly, sameSite }))).toEqual([
    { seen: path, httpOnly: true, sameSite: 'Strict' },
  ]);
}

/** What the doctor says with what the hub gave its service. */
async function doctor(environmentFile: string): Promise<string> {
  const lines = (await readFile(environmentFile, 'utf8')).split('\n').filter(line => /^(?:JUPYTERHUB|CELL_MONITOR)_/u.test(line));
  const env = Object.fromEntries(lines.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  const program = [SERVER_PROGRAM, 'doctor'];
  return promisify(execFile)(findProjectNode(), program, { env: { PATH: process.env['PATH'], ...env } }).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  );
}

/** As an administrator does, by the hub's own API. */
async function takeFromGroup({ url }: HubAddresses, browser: Browser, group: string, user: string): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${url}/hub/home`);
  await page.getByLabel('Username').fill('root');
  await page.getByLabel('Password').fill('any');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/hub\/|\/user\//u);
  await page.goto(`${url}/hub/home`);
  const xsrf = (await page.context().cookies(`${url}/hub/`)).find(({ name }) => name === '_xsrf')?.value ?? '';
  const reply = await page.request.delete(`${url}/hub/api/groups/${group}/users?_xsrf=${encodeURIComponent(xsrf)}`, {
    headers: { referer: `${url}/hub/home`, 'content-type': 'application/json' },
    data: { users: [user] },
  });
  expect(reply.status()).toBe(200);
}
