import { mergeTests } from '@playwright/test';
import type { Classroom } from '../../../scripts/classroom/classroom.mjs';
import { addressOf, test as jupyterTest } from '../../support/jupyter-test';
import { LabNotebook } from '../../support/lab-notebook';
import { STUDENT_WORDS } from '../../support/student-words';
import { test as engineTest } from './engine-test';
import type { Driver } from './driver';
import type { Screen } from './screen';

/** A real JupyterLab, and a student whose name nobody has filled in. */
export const test = mergeTests(jupyterTest, engineTest).extend({ student: null });

/** Opens a notebook of JupyterLab and waits for its kernel. */
export async function openNotebook(driver: Driver, classroom: Classroom, path: string): Promise<LabNotebook> {
  await driver.open(addressOf(classroom, 'jupyterlab', path));
  const notebook = new LabNotebook(driver);
  await notebook.attach();
  return notebook;
}

/** Joins through the form that the status bar leads to. */
export async function join(onScreen: Screen, { server, joinCode }: Classroom, studentId: string): Promise<void> {
  await onScreen.press('button', STUDENT_WORDS.join);
  await onScreen.fill(STUDENT_WORDS.joinLink, `${server.url}/#join=${joinCode}`);
  await onScreen.read(STUDENT_WORDS.asksFor);
  await onScreen.fill(STUDENT_WORDS.studentId, studentId);
  await onScreen.press('button', STUDENT_WORDS.joinAndAgree);
  await onScreen.read(STUDENT_WORDS.reachesClass);
}

export { expect } from '@playwright/test';
