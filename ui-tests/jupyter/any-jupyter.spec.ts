import { LabNotebook } from '../support/lab-notebook';
import { expectRuns } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';
import { addressOf, agreeAtNotice, expect, test } from '../support/jupyter-test';

const PATH = 'any.ipynb';

/** A warning that asks for what the extension was built with. Other extensions have warnings of their own. */
const BUILT_AGAINST = /unsatisfied version .*required \^(?:4\.[67]|6\.6|7\.6)\./iu;

test('a good run, a failing check and a dead kernel are told as what they are, without a warning @any', async ({
  page,
  said,
  classroom,
  application,
}, testInfo) => {
  await writeNotebook(testInfo.outputPath('notebooks', PATH), [
    code('double', 'def double(x):\n    return x + 2', 'exercise:double'),
    code('check', 'assert double(3) == 6', 'checks'),
    code('exit', 'import os\nos._exit(1)', 'exercise:dying'),
  ]);
  await page.goto(addressOf(classroom, application, PATH));
  const notebook = new LabNotebook(page);
  await notebook.attach();
  await agreeAtNotice(page);
  await notebook.run(0, 1);
  await notebook.start(2);
  await expectRuns(classroom.server, PATH, [
    { of: 'double', ok: true },
    { ok: false, checks: ['!double/1'], error: 'AssertionError' },
    { of: 'dying', ok: false, ended: 'kernel_died' },
  ]);
  expect(said.filter(text => text.includes('cell-monitor') || BUILT_AGAINST.test(text))).toEqual([]);
});
