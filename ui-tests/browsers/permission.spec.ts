import { code, writeNotebook } from '../support/written-notebook';
import { expectRuns } from '../support/told-runs';
import { STUDENT_WORDS } from '../support/student-words';
import type { BidiDriver } from './support/bidi-driver';
import { expect, join, openNotebook, test } from './support/lab-test';

const PATH = 'sums.ipynb';

test('nobody is asked to let the page store things for good before they have joined and agreed, and then once @firefox', async ({
  driver,
  onScreen,
  classroom,
}, testInfo) => {
  await writeNotebook(testInfo.outputPath('notebooks', PATH), [code('a', '6 * 7', 'exercise:sum')]);
  await (driver as BidiDriver).evaluateFirst(() => {
    // eslint-disable-next-line typescript/unbound-method
    const persist = StorageManager.prototype.persist;
    StorageManager.prototype.persist = function countedPersist() {
      sessionStorage.setItem('asked', String(Number(sessionStorage.getItem('asked')) + 1));
      return persist.call(this);
    };
  });
  const asked = () => driver.evaluate(() => Number(sessionStorage.getItem('asked')));
  const notebook = await openNotebook(driver, classroom, PATH);
  await onScreen.see('button', STUDENT_WORDS.join);
  await notebook.run(0);
  expect(await asked()).toBe(0);
  await join(onScreen, classroom, 'ada');
  await expect.poll(asked).toBe(1);
  // Firefox's question is not answered, and nothing waits for it.
  await notebook.run(0);
  await expectRuns(classroom.server, PATH, [{ of: 'sum', ok: true }]);
  await driver.reload();
  await notebook.attach();
  await onScreen.see('button', STUDENT_WORDS.reporting);
  expect(await asked()).toBe(1);
});
