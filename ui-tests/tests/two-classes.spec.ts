import { ClassPanel } from '../support/class-panel';
import { Notebook } from '../support/notebook';
import { expect, test } from '../support/test';

test('a student in two classes reports each notebook to the right one', async ({ page, classroom, request, tmpPath }) => {
  const api = `${classroom.server.url}/api/v1/classes`;
  const headers = { authorization: 'Bearer instructor-of-this-test' };
  const policy = { cadenceMs: 1000, level: 'code', retentionDays: 30, mask: ['STUDENTNO-*'] };
  const created = await request.post(api, { headers, data: { name: 'Statistics with R', joinCode: 'RED', policy } });
  const other = (await created.json()) as { id: string };
  const notebooksIn = async (id: string) => {
    const answer = await request.get(`${api}/${id}/events?format=ndjson`, { headers });
    const events = (await answer.text()).split('\n').filter(line => line.includes('"cell.executed"'));
    return events.map(line => (JSON.parse(line) as { data: { notebook: string } }).data.notebook);
  };
  const panel = new ClassPanel(page);
  await panel.open();
  await panel.agree();

  await panel.press('Join another class');
  const form = page.getByRole('dialog');
  await form.getByLabel('Join link').fill(`${classroom.server.url}/#join=RED`);
  await expect(form.getByText('Statistics with R')).toBeVisible();
  await form.getByLabel('Student ID').fill('a.lovelace');
  await form.getByLabel('Folder of this class').fill(`${tmpPath}/r`);
  await form.getByRole('button', { name: 'Join and agree' }).click();
  const second = panel.region.getByRole('region', { name: `${tmpPath}/r` });
  await expect(second.getByText('Reporting', { exact: true })).toBeVisible();

  const outside = new Notebook(page);
  await outside.create('a.ipynb');
  await outside.run('print("in the first class")');
  await page.contents.createDirectory(`${tmpPath}/r`);
  await page.filebrowser.openDirectory(`${tmpPath}/r`);
  const inFolder = new Notebook(page);
  await inFolder.create('b.ipynb');
  await inFolder.run('print("in the class of the folder")');
  await expect.poll(() => notebooksIn(other.id)).toEqual([`${tmpPath}/r/b.ipynb`]);
  const [first] = (await (await request.get(api, { headers })).json()) as [{ id: string }];
  await expect.poll(() => notebooksIn(first.id)).toEqual([`${tmpPath}/a.ipynb`]);
  expect(await notebooksIn(other.id)).toEqual([`${tmpPath}/r/b.ipynb`]);
});
