import { expect, type IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';
import { STUDENT_WORDS } from './student-words';

/** What a student sees of the class in JupyterLab: the panel at the side, and what leads there. */
export class ClassPanel {
  /** For what looks at all of it. */
  static readonly SELECTOR = '.jp-CellMonitor-panel';

  constructor(readonly page: IJupyterLabPageFixture) {}

  get region(): Locator {
    return this.page.getByRole('region', { name: STUDENT_WORDS.panel });
  }

  /** Opens the panel of a class that an administrator has filled in. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: STUDENT_WORDS.statusItem }).click();
    await expect(this.region).toBeVisible();
  }

  /** Agrees to what the class asks for; from then on runs are recorded. */
  async agree(): Promise<void> {
    await this.region.getByRole('button', { name: STUDENT_WORDS.agree }).click();
    await expect(this.region.getByText(STUDENT_WORDS.reachesClass)).toBeVisible();
  }

  async press(button: string): Promise<void> {
    await this.region.getByRole('button', { name: button }).click();
  }

  /** Opens what is folded below the lines that matter to a student, unless they left it open. */
  async unfold(heading: string): Promise<void> {
    const summary = this.region.getByText(heading, { exact: true });
    if (!(await summary.evaluate(element => element.closest('details')?.open))) {
      await summary.click();
    }
  }

  /** Opens a list of events. */
  async openList(heading: string): Promise<Locator> {
    const list = this.region.getByRole('group').filter({ hasText: heading }).first();
    await list.getByText(heading).click();
    return list;
  }
}
