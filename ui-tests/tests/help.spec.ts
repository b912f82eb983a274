import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Classroom } from '../../scripts/classroom/classroom.mjs';
import { expectAccessible } from '../support/accessible';
import { ClassPanel } from '../support/class-panel';
import { Instructor } from '../support/instructor';
import { Notebook } from '../support/notebook';
import { STUDENT_WORDS } from '../support/student-words';
import { ADA, expect, INSTRUCTOR_TOKEN, test } from '../support/test';

interface AtWork {
  readonly instructor: Instructor;
  readonly panel: ClassPanel;
  readonly notebook: Notebook;
}

/** A student in a new notebook, who has agreed, with the panel open. */
async function beginWork(page: IJupyterLabPageFixture, { server }: Classroom, name: string): Promise<AtWork> {
  const [panel, notebook] = [new ClassPanel(page), new Notebook(page)];
  await notebook.create(name);
  await panel.open();
  await panel.agree();
  return { instructor: new Instructor(server.url, INSTRUCTOR_TOKEN), panel, notebook };
}

test('a help request and its question are with the class at once; somebody comes, a message is shown, and the cell that works ends the call', async ({
  page,
  classroom,
}) => {
  const { instructor, panel, notebook } = await beginWork(page, classroom, 'help.ipynb');
  await notebook.runInPlace('total + 1');

  await page.getByRole('button', { name: 'Ask for help' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Your question' }).fill('Where does total come from?');
  await expect(form.getByText("Its error: NameError: name 'total' is not defined")).toBeVisible();
  await expectAccessible(page, '.jp-CellMonitor-dialog');
  // Whoever is in a hurry presses the key once more: one call is enough.
  await page.keyboard.press('Shift+F1');
  await form.getByRole('button', { name: 'Send' }).click();
  await expect(form).toHaveCount(0);
  await expect
    .poll(async () => await instructor.calls(), { intervals: [50] })
    .toMatchObject([
      {
        studentId: ADA.studentId,
        status: 'open',
        question: 'Where does total come from?',
        notebook: expect.stringContaining('help.ipynb'),
        cell: { index: 0 },
        error: { name: 'NameError' },
      },
    ]);
  await expect(panel.region.getByText('Your class has your help request. You are next.')).toBeVisible();

  await instructor.answerCall((await instructor.calls())[0]?.id ?? '', 'claimed');
  await expect(page.getByRole('button', { name: 'Help is coming' }).first()).toBeVisible();

  await instructor.write(ADA.studentId, 'Give total a value <b>first</b>.');
  await expect(page.getByText('From your instructors: Give total a value <b>first</b>.')).toBeVisible();
  await expect(panel.region.getByRole('listitem').filter({ hasText: 'Give total a value <b>first</b>.' })).toBeVisible();
  await expect.poll(async () => (await instructor.messages())[0]?.shown).toBe(1);

  await notebook.runInPlace('total = 0');
  await expect.poll(async () => (await instructor.calls()).filter(({ status }) => status !== 'withdrawn')).toEqual([]);
  await expect(page.getByRole('button', { name: 'Ask for help' }).first()).toBeVisible();
});

test('a call from the blank cell that Shift+Enter opened is about the cell that fails, and nothing else that works ends it', async ({
  page,
  classroom,
}) => {
  const { instructor, notebook } = await beginWork(page, classroom, 'left-behind.ipynb');
  await notebook.run('1 + 1');
  await notebook.run('1 / 0');

  await page.keyboard.press('Shift+F1');
  const form = page.getByRole('dialog');
  await expect(form.getByText('Cell 2 from the top: the one you ran last')).toBeVisible();
  await expect(form.getByText('Its error: ZeroDivisionError: division by zero')).toBeVisible();
  await expect(form.getByRole('checkbox', { name: 'Cancel my request automatically when cell 2 works' })).toBeChecked();
  await form.getByRole('button', { name: 'Send' }).click();
  const expected = [{ studentId: ADA.studentId, status: 'open', cell: { index: 1 }, error: { name: 'ZeroDivisionError' } }];
  await expect.poll(async () => await instructor.calls(), { intervals: [50] }).toMatchObject(expected);

  await page.setViewportSize({ width: 1440, height: 900 });
  const item = page.getByRole('button', { name: STUDENT_WORDS.statusItem }).getByText('Waiting for help: number 1');
  await expect(item).toBeVisible();
  expect(await item.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);

  await notebook.run('print("hello")');
  await expect.poll(async () => (await classroom.server.exportEvents()).filter(({ type }) => type === 'cell.executed').length).toBe(3);
  expect(await instructor.calls()).toMatchObject(expected);
});

test('a student reads that help is paused or closed before they ask, and the button says no more than it does', async ({
  page,
  classroom,
}) => {
  const { instructor, panel } = await beginWork(page, classroom, 'queue.ipynb');
  const ask = panel.region.getByRole('button', { name: 'Ask for help' });

  await instructor.setQueue('closed');
  await expect(panel.region.getByText('Your instructors take no new help requests at the moment.')).toBeVisible();
  await expect(ask).toBeDisabled();

  await instructor.setQueue('paused');
  await expect(panel.region.getByText('Your instructors have paused help. You can still ask')).toBeVisible();
  await ask.click();
  const form = page.getByRole('dialog');
  await expect(form.getByText('You can still ask')).toBeVisible();

  // It closes while they write: what they wrote waits for them.
  await form.getByRole('textbox', { name: 'Your question' }).fill('May I ask?');
  await instructor.setQueue('closed');
  await expect(form.getByText('take no new help requests at the moment')).toBeVisible();
  await form.getByRole('button', { name: 'Send' }).click();
  await expect(form).toHaveCount(0);
  expect(await instructor.calls()).toEqual([]);
  await instructor.setQueue('open');
  await ask.click();
  await expect(form.getByRole('textbox', { name: 'Your question' })).toHaveValue('May I ask?');
});
