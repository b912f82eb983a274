import { gzipSync } from 'node:zlib';
import type { Page, Response, Route } from '@playwright/test';
import { LabNotebook } from '../support/lab-notebook';
import { STUDENT_WORDS } from '../support/student-words';
import { expectRuns } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';
import { addressOf, agreeAtNotice, expect, joinByForm, test } from '../support/jupyter-test';

const PATH = 'light.ipynb';
/**
 * Of the extension, gzipped file by file: in a page whose student is in no class, first without a notebook, then with one; and in a page that is at work,
 * with a notebook of which runs are captured and sent while the panel is closed. Neither the notebook nor the class has hashes of what was handed out.
 */
const MAX_BYTES = { page: 34_000, withNotebook: 45_000, atWork: 65_000 };

const OURS = /\/jupyterlab-cell-monitor\/static\/(?<file>[^?]+\.js)/u;
/** What captures. */
const CAPTURE = /\/jupyterlab-cell-monitor\/static\/capture\.[^/]+\.js/u;

/** What a page has loaded of the extension. */
class Weight {
  readonly #sizes = new Map<string, number>();
  #reading: Promise<void> = Promise.resolve();

  constructor(page: Page) {
    page.on('response', response => {
      this.#reading = this.#reading.then(() => this.#weigh(response));
    });
  }

  async files(): Promise<ReadonlyMap<string, number>> {
    await this.#reading;
    return this.#sizes;
  }

  async total(): Promise<number> {
    return [...(await this.files()).values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  async #weigh(response: Response): Promise<void> {
    const file = OURS.exec(response.url())?.groups?.['file'];
    if (file !== undefined) {
      this.#sizes.set(file, gzipSync(await response.body()).length);
    }
  }
}

test.describe('without a class', () => {
  test.use({ student: null });

  test('a page loads little of the extension, and the rest when it is needed @light', async ({
    page,
    classroom,
    application,
  }, testInfo) => {
    await writeNotebook(testInfo.outputPath('notebooks', PATH), [code('a', '6 * 7', 'exercise:a')]);
    let weight = new Weight(page);
    const startsWith = async (name: string) => [...(await weight.files()).keys()].some(file => file.startsWith(name));
    await page.goto(`${classroom.lab.url}${application === 'notebook' ? '/tree' : '/lab?reset'}`);
    await expect(page.getByRole('button', { name: STUDENT_WORDS.join })).toBeVisible({ timeout: 60_000 });
    const table = () => weight.files().then(files => JSON.stringify([...files]));
    expect(await weight.total(), await table()).toBeLessThanOrEqual(MAX_BYTES.page);
    expect(await startsWith('capture.')).toBe(false);

    await page.goto(addressOf(classroom, application, PATH));
    await new LabNotebook(page).attach();
    await expect.poll(() => startsWith('capture.')).toBe(true);
    expect(await weight.total(), await table()).toBeLessThanOrEqual(MAX_BYTES.withNotebook);

    await joinByForm(page, classroom, 'grace');
    expect([await startsWith('sending.'), await startsWith('screens.')]).toEqual([true, true]);

    weight = new Weight(page);
    await page.goto(addressOf(classroom, application, PATH));
    const notebook = new LabNotebook(page);
    await notebook.attach();
    await notebook.run(0);
    await expectRuns(classroom.server, PATH, [{ of: 'a', ok: true }]);
    await expect(page.getByRole('button', { name: STUDENT_WORDS.reporting })).toBeVisible();
    expect(await weight.total(), await table()).toBeLessThanOrEqual(MAX_BYTES.atWork);
    const parts = ['capture.', 'sending.', 'screens.', 'hashing.'];
    expect(await Promise.all(parts.map(startsWith))).toEqual([true, true, false, false]);
    await testInfo.attach('weight', { body: await table(), contentType: 'application/json' });
  });
});

test('what is run while the part that captures cannot be had is told once it comes, and the student knows @light', async ({
  page,
  classroom,
  application,
}, testInfo) => {
  await writeNotebook(testInfo.outputPath('notebooks', PATH), [
    code('good', '6 * 7', 'exercise:product'),
    code('wrong', '1 / 0', 'exercise:quotient'),
  ]);
  const refuse = (route: Route) => route.abort();
  await page.route(CAPTURE, refuse);
  await page.goto(addressOf(classroom, application, PATH));
  const notebook = new LabNotebook(page);
  await notebook.attach();
  await agreeAtNotice(page, STUDENT_WORDS.lacksPart);
  await expect(page.getByRole('button', { name: STUDENT_WORDS.partMissing })).toBeVisible();
  await notebook.run(0, 1, 0);
  await expectRuns(classroom.server, PATH, []);

  await page.unroute(CAPTURE, refuse);
  await expect(page.getByRole('button', { name: STUDENT_WORDS.reporting })).toBeVisible({ timeout: 90_000 });
  await expectRuns(classroom.server, PATH, [
    { of: 'product', ok: true },
    { of: 'quotient', ok: false, error: 'ZeroDivisionError' },
    { of: 'product', ok: true },
  ]);
});
