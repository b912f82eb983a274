import { mergeTests } from '@playwright/test';
import { report } from '../dashboard/support/reporting';
import { test as dashboardTest } from '../dashboard/support/test';
import { test as engineTest } from './support/engine-test';

const test = mergeTests(dashboardTest, engineTest);
const CALL = { type: 'help.requested', data: { question: 'Why is it empty?', notebook: 'a.ipynb' } };

test('an instructor signs in by the link, sees a call as it comes, claims it, and is still who they are after a reload @short', async ({
  driver,
  onScreen,
  server,
}) => {
  const { joinCode } = await server.findClass();
  await driver.open(server.dashboardUrl);
  await onScreen.read('Live');
  await report(server.url, { joinCode, studentId: 'ada', displayName: 'Ada', team: '' }, [CALL]);
  await onScreen.read('Why is it empty?');
  await onScreen.press('button', 'I’m going');
  await onScreen.read('You are on the way');
  await driver.reload();
  await onScreen.read('You are on the way');
  await onScreen.press('link', 'Students');
  await onScreen.see('link', 'Ada');
});
