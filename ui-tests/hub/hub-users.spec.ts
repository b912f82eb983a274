import { type BrowserContext, expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { type ClassServer, startClassServer } from '../../scripts/classroom/class-server.mjs';
import { studentFiles } from '../../server-stub/src/operator/student-config/student-files';
import type { ClassState } from '../../src/protocol';
import { findHubAddresses, type HubAddresses, startHub } from './support/hub';
import { openLesson, work } from './support/student';

const INSTRUCTOR = { authorization: 'Bearer instructor-of-this-test', 'content-type': 'application/json' };
const CADENCE_MS = 1000;

test('two users of a JupyterHub are in the class, verified, with nothing to fill in; its administrator is not', async ({
  browser,
}, testInfo) => {
  const addresses = await findHubAddresses();
  const logFile = testInfo.outputPath('server.log');
  const server = await startClassServer({
    port: 0,
    dataDirectory: testInfo.outputPath('data'),
    logFile,
    instructorToken: 'instructor-of-this-test',
    cadenceMs: CADENCE_MS,
    hubApiUrl: addresses.apiUrl,
  });
  const { joinCode } = await takeHubUsersAlone(server);
  const hub = await startHub({
    ...addresses,
    directory: testInfo.outputPath('hub'),
    users: ['ada', 'grace'],
    administrator: 'teacher',
    studentFiles: studentFiles({ serverUrl: server.url, joinCode, className: 'My class', isHubTrusted: true }),
  });
  try {
    // One after the other at the same machine, in the same browser.
    const seat = await browser.newContext();
    const tokens = [await work(seat, addresses, 'ada')];
    // A page that closes at once may leave the run for its student's next page.
    await expect.poll(() => verifiedRuns(server)).toEqual({ ada: 1 });
    await logOut(seat, addresses);
    tokens.push(await work(seat, addresses, 'grace'));
    await expect.poll(() => verifiedRuns(server)).toEqual({ ada: 1, grace: 1 });

    const teacher = await openLesson(await browser.newContext(), addresses, 'teacher');
    await expect(teacher.getByText('You are staff on this JupyterHub', { exact: false }).first()).toBeVisible();
    expect(await verifiedRuns(server)).toEqual({ ada: 1, grace: 1 });

    for (const token of tokens) {
      await expectToNameAndNothingElse(addresses, token);
      expect(await readFile(logFile, 'utf8')).not.toContain(token);
    }
  } finally {
    await hub.stop();
    await server.stop();
  }
});

/** Consent was given elsewhere: nobody is asked, and the tests' students have nothing to press. */
async function takeHubUsersAlone(server: ClassServer): Promise<{ joinCode: string }> {
  const { id, joinCode } = await server.findClass();
  const body = JSON.stringify({ identity: 'hub', policy: { consent: 'informed' } });
  const changed = await fetch(`${server.url}/api/v1/classes/${id}`, { method: 'PATCH', headers: INSTRUCTOR, body });
  expect(changed.status).toBe(200);
  return { joinCode };
}

async function logOut(seat: BrowserContext, { url }: HubAddresses): Promise<void> {
  await Promise.all(seat.pages().map(page => page.close()));
  const page = await seat.newPage();
  await page.goto(`${url}/hub/logout`);
  await page.close();
}

async function verifiedRuns(server: ClassServer): Promise<Record<string, number>> {
  const state = (await (await fetch(`${server.url}/api/v1/classes/default/state`, { headers: INSTRUCTOR })).json()) as ClassState;
  const verified = state.students.filter(student => student.verified === true);
  expect(verified).toHaveLength(state.totals.students);
  return Object.fromEntries(verified.map(({ studentId, runs }) => [studentId, runs]));
}

/** The token tells the hub who its owner is, and opens neither the hub nor the owner's server. */
async function expectToNameAndNothingElse({ url, apiUrl }: HubAddresses, token: string): Promise<void> {
  const headers = { authorization: `token ${token}` };
  const user = (await (await fetch(`${apiUrl}/user`, { headers })).json()) as { name: string };
  const doors = [`${apiUrl}/users/${user.name}/tokens`, `${apiUrl}/users`, `${url}/user/${user.name}/api/contents`];

  expect(['ada', 'grace']).toContain(user.name);
  expect(await Promise.all(doors.map(async door => (await fetch(door, { headers, redirect: 'manual' })).status))).toEqual([403, 403, 403]);
}
