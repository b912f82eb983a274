import type { Page, Request } from '@playwright/test';
import { report } from './support/reporting';
import { expect, OWNER_TOKEN, test } from './support/test';

/** What the page asks the server for, beside its own files, and a feed that never tells anything. */
async function watchQuestions(page: Page): Promise<readonly string[]> {
  const asked: string[] = [];
  await page.route('**/feed*', () => undefined);
  page.on('request', (request: Request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) {
      asked.push(`${request.method()} ${pathname.replace('/api/v1/', '')}`);
    }
  });
  return asked;
}

for (const way of ['the link', 'the cookie'] as const) {
  test(`shows who needs somebody after one answer of the server, by ${way}`, async ({ page, context, server }) => {
    const { joinCode, id } = await server.findClass();
    const call = { type: 'help.requested', data: { question: 'Why is it empty?' } };
    await report(server.url, { joinCode, studentId: 'ada', displayName: 'Ada' }, [call]);
    if (way === 'the cookie') {
      await context.request.post(`${server.url}/api/v1/session`, { data: { token: OWNER_TOKEN } });
    }
    const asked = await watchQuestions(page);
    await page.goto(way === 'the link' ? server.dashboardUrl : server.url);
    await expect(page.getByRole('list', { name: 'Who needs you' })).toContainText('Why is it empty?');
    expect(asked.slice(0, 2)).toEqual([way === 'the link' ? 'POST session' : 'GET opening', `GET classes/${id}/feed`]);
  });
}
