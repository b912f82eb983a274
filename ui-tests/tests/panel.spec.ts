import { readFile } from 'node:fs/promises';
import type { ExportedEvent } from '../../src/protocol';
import { expectAccessible } from '../support/accessible';
import { ClassPanel } from '../support/class-panel';
import { Notebook } from '../support/notebook';
import { expect, test } from '../support/test';

const executionCounts = (events: readonly ExportedEvent[]): unknown[] =>
  events.filter(event => event.type === 'cell.executed').map(event => (event.data as { executionCount: unknown }).executionCount);

test('only what a student agreed to is recorded; the panel shows it event by event, leaving ends it, and what was recorded can be deleted', async ({
  page,
  classroom,
}) => {
  const countsInRecord = async () => executionCounts(await classroom.server.exportEvents());
  const panel = new ClassPanel(page);
  const notebook = new Notebook(page);
  await notebook.create('panel.ipynb');
  await notebook.run('"run 1, before the student has agreed"');
  await panel.open();
  await expect(panel.region.getByText('the name and the message of an error', { exact: true })).toBeVisible();
  await expect(panel.region.getByText('Your class has not said how long it keeps it.', { exact: false }).first()).toBeVisible();

  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(panel.region.getByRole('button', { name: 'Agree' })).toBeInViewport({ ratio: 1 });
  await expect(panel.region.getByText('The instructors of your class see it', { exact: false })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Ask for help' }).first()).toBeDisabled();
  await expectAccessible(page, ClassPanel.SELECTOR);

  await panel.agree();
  await expectAccessible(page, ClassPanel.SELECTOR);
  await notebook.run('2 / 0');
  await expect.poll(countsInRecord).toEqual([2]);
  const list = await panel.openList('Sent lately');
  await list.getByText('Cell run with an error').click();
  await expect(list.getByText('"division by zero"')).toBeVisible();

  const downloading = page.waitForEvent('download');
  await panel.unfold('Your data, and leaving the class');
  await panel.press('Download');
  const content = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as { sent: { event: { seq: number } }[] };
  const stored = (await classroom.server.exportEvents()).map(event => event.seq);
  expect(new Set(content.sent.map(({ event }) => event.seq))).toEqual(new Set(stored));

  await panel.press('Pause reporting');
  await expect(page.getByRole('button', { name: 'Class reporting: Paused' })).toBeVisible();
  await notebook.run('"run 3, while the student paused"');
  await panel.press('Resume');
  await panel.press('Leave the class');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  await expect(panel.region.getByText('You have not joined a class. Nothing is recorded or sent.')).toBeVisible();
  await notebook.run('"run 4, after the student has left"');

  await panel.press('Join your class');
  await page.getByRole('dialog').getByRole('button', { name: 'Join' }).click();
  await panel.agree();
  await notebook.run('"run 5, after the student came back"');
  await expect.poll(countsInRecord).toEqual([2, 5]);

  await panel.unfold('Your data, and leaving the class');
  await panel.press('Delete my data and leave');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete and leave' }).click();
  await expect(page.getByText('Your class has deleted what it had recorded of you.')).toBeVisible();
  expect(await classroom.server.exportEvents()).toEqual([]);
});
