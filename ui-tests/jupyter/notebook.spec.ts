import { LabNotebook } from '../support/lab-notebook';
import { expectRuns } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';
import { STUDENT_WORDS } from '../support/student-words';
import { addressOf, expect, joinByForm, test } from '../support/jupyter-test';

const PATH = 'first.ipynb';

test.use({ student: null });

test('a student without a preset sees on the first page where to join, and reports from then on @notebook', async ({
  page,
  classroom,
  application,
}, testInfo) => {
  await writeNotebook(testInfo.outputPath('notebooks', PATH), [code('a', '6 * 7', 'exercise:a')]);
  await page.goto(`${classroom.lab.url}/tree`);
  await joinByForm(page, classroom, 'grace');
  await page.goto(addressOf(classroom, application, PATH));
  const notebook = new LabNotebook(page);
  await notebook.attach();
  await expect(page.getByRole('button', { name: STUDENT_WORDS.reporting })).toBeVisible();
  await notebook.run(0);
  await expectRuns(classroom.server, PATH, [{ of: 'a', ok: true }]);
});
