import { LabNotebook } from '../support/lab-notebook';
import { expectRuns } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';
import { addressOf, expect, test } from '../support/jupyter-test';

test.use({ settings: { '@jupyterlab/translation-extension:plugin': { locale: 'ja_JP' } } });

const CASES = [
  { kernel: 'bash', good: 'test 4 = 4', bad: 'test 4 = 5', error: 'Error' },
  { kernel: 'xpython', good: 'assert 2 + 2 == 4', bad: '1 / 0', error: 'ZeroDivisionError' },
];

for (const { kernel, good, bad, error } of CASES) {
  test(`a check in ${kernel}, in a Japanese JupyterLab, in one document at a time @kernels`, async ({ page, classroom }, testInfo) => {
    const path = `${kernel}.ipynb`;
    const cells = [code('own', good, 'exercise:own'), code('good', good, 'checks'), code('bad', bad, 'checks')];
    await writeNotebook(testInfo.outputPath('notebooks', path), cells, kernel);
    await page.goto(addressOf(classroom, 'jupyterlab', path).replace('/lab/', '/doc/'));
    const notebook = new LabNotebook(page);
    await notebook.attach();
    await page.getByRole('button', { name: '見る' }).click({ timeout: 60_000 });
    await page.getByRole('button', { name: '同意する' }).click();
    await expect(page.getByText('ヘルプを要請').first()).toBeVisible();
    await notebook.run(0, 1, 2);
    await expectRuns(classroom.server, path, [
      { of: 'own', ok: true },
      { ok: true, checks: ['own/1'] },
      { ok: false, checks: ['!own/2'], error },
    ]);
  });
}
