import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ClassState, NewInstructor } from '../../src/protocol';
import { inProject } from '../../scripts/project/paths.mjs';
import { letClassWork, type StudentAtWork } from '../dashboard/support/class-at-work';
import { expect, OWNER_TOKEN, test } from '../dashboard/support/test';
import { nameStudent } from '../../simulation/students/student-behaviour';
import { answersOf, toMarkdown } from './questions/answers';

const FOLDER = inProject('.test', 'questions');
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  // A laptop at 200 % zoom, for questions 1 to 4 and 8.
  { width: 720, height: 450 },
] as const;
const LANGUAGES = ['en', 'ja'] as const;
/** On the roster, and never joined. */
const ABSENT = 2;
/** How long whoever called last has waited for an answer. */
const WAITED_MS = 60_000;

interface Case {
  readonly name: string;
  readonly students: number;
  readonly minutes: number;
  /** How many of them lose the network. */
  readonly lost: number;
}

const CASES: readonly Case[] = [
  { name: 'ordinary', students: 40, minutes: 25, lost: 0 },
  { name: 'mostly-offline', students: 60, minutes: 25, lost: 45 },
  { name: 'of-500', students: 500, minutes: 25, lost: 0 },
];

test.setTimeout(1_200_000);

for (const { name, students, minutes, lost } of CASES) {
  test(`photographs a class that is ${name}, and writes down what is true of it`, async ({ page, server, dashboard }) => {
    const { joinCode } = await server.findClass();
    const asOwner = async <T>(method: string, path: string, body?: string, type = 'application/json', token = OWNER_TOKEN): Promise<T> => {
      const headers = { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': type }) };
      const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers, ...(body !== undefined && { body }) });
      expect(answer.ok, `${method} ${path}: ${String(answer.status)}`).toBe(true);
      const text = await answer.text();
      return (text === '' ? undefined : JSON.parse(text)) as T;
    };
    await asOwner('PUT', '/classes/default/roster', rosterOf(students), 'text/csv');
    const working = await letClassWork({ url: server.url, joinCode, students, minutes });
    const heard = working.slice(lost);
    const state = async (): Promise<ClassState> => asOwner('GET', '/classes/default/state');
    if (lost > 0) {
      await expect(async () => {
        await beat(heard);
        expect((await state()).students.filter(({ status }) => status === 'offline').length).toBeGreaterThanOrEqual(lost * 0.8);
      }).toPass({ timeout: 180_000, intervals: [10_000] });
    }
    // Nobody believes a class in which everybody called this very second.
    await expect(async () => {
      await beat(heard);
      const { asOf, help } = await state();
      expect(Math.min(...help.map(({ since }) => Date.parse(asOf) - Date.parse(since)))).toBeGreaterThan(WAITED_MS);
    }).toPass({ timeout: 180_000, intervals: [10_000] });
    await claimSecondCall(await state(), asOwner);

    await mkdir(FOLDER, { recursive: true });
    for (const language of LANGUAGES) {
      await dashboard.speak(language);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await beat(heard);
        await visitOverview(page);
        const file = `${name}-${String(size.width)}-${language}`;
        if (size.height >= 800) {
          await expectInSight(page);
        }
        // What slides away when the page gets narrow is away.
        await page.screenshot({ path: join(FOLDER, `${file}.png`), animations: 'disabled' });
        const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
        const clock = (time: string): string =>
          new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(Date.parse(time));
        const answers = answersOf(await state(), await server.exportEvents(), clock);
        await writeFile(
          join(FOLDER, `${file}.md`),
          toMarkdown(`${name}, ${String(size.width)} × ${String(size.height)}, ${language}`, `${file}.png`, answers),
        );
      }
    }
  });
}

function rosterOf(students: number): string {
  const lines = Array.from({ length: students + ABSENT }, (_, index) => {
    const { studentId, displayName, team } = nameStudent(index, students);
    return `${studentId},${displayName},${team}`;
  });
  return ['student_id,display_name,team', ...lines].join('\n');
}

/** Fifty at a time: a class does not report all at once either. */
async function beat(students: readonly StudentAtWork[]): Promise<void> {
  for (let from = 0; from < students.length; from += 50) {
    await Promise.all(students.slice(from, from + 50).map(student => student.beat()));
  }
}

/** A colleague goes to the second in the queue. */
async function claimSecondCall(
  { help }: ClassState,
  asOwner: <T>(method: string, path: string, body?: string, type?: string, token?: string) => Promise<T>,
): Promise<void> {
  const { token } = await asOwner<NewInstructor>('POST', '/instructors', JSON.stringify({ name: 'Noor', role: 'assistant' }));
  const second = help.filter(({ status }) => status === 'open')[1];
  if (second !== undefined) {
    await asOwner('PATCH', `/classes/default/help/${second.id}`, JSON.stringify({ status: 'claimed' }), 'application/json', token);
  }
}

/** The last of the ten answers, and so all above it, is neither below the window nor behind the bar at its foot. */
async function expectInSight(page: Page): Promise<void> {
  const answer = page.locator('.class-trouble', { hasText: /Commonest error now|今最も多い誤り/u });
  const nav = page.locator('.frame-bottom-bar');
  const end = (await nav.isVisible()) ? (await nav.boundingBox())?.y : page.viewportSize()?.height;
  const box = await answer.boundingBox();
  expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(end ?? 0);
}

async function visitOverview(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = '/now';
  });
  await expect(page.locator('[aria-current="page"][href="#/now"]').first()).toBeAttached();
  await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByRole('main').locator('.mantine-Loader-root')).toHaveCount(0);
}
