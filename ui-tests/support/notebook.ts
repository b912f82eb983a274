import { expect, type IJupyterLabPageFixture, type JupyterLabPage } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** A student at work in a notebook, with keyboard and eyes. */
export class Notebook {
  #runs = 0;

  constructor(readonly page: IJupyterLabPageFixture) {}

  async create(name: string): Promise<void> {
    await this.page.notebook.createNew(name);
    await this.#waitForKernel();
  }

  /** Reloads the page: JupyterLab opens the notebook again, and its kernel has gone on. */
  async reload(): Promise<void> {
    // Galata would wait for the launcher, which is not what a student with an open notebook comes back to.
    const page = this.page as unknown as Pick<JupyterLabPage, 'reload'>;
    await page.reload({ waitForIsReady: false });
    await this.#waitForKernel();
  }

  /** Types code into the last cell and runs it with Shift+Enter, which opens a new cell below. Waits until it has run. */
  async run(code: string): Promise<void> {
    await this.#editor.click();
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Shift+Enter');
    this.#runs += 1;
    await expect(this.#notebook.getByText(`[${String(this.#runs)}]:`).first()).toBeVisible();
  }

  /** Writes code in the place of what is in the first cell, and runs it with Control+Enter, which stays there. */
  async runInPlace(code: string): Promise<void> {
    await this.#notebook.getByRole('textbox').first().click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Control+Enter');
    this.#runs += 1;
    await expect(this.#notebook.getByText(`[${String(this.#runs)}]:`).first()).toBeVisible();
  }

  /** The last cell's editor; CodeMirror's content is a text box by role. */
  get #editor(): Locator {
    return this.#notebook.getByRole('textbox').last();
  }

  get #notebook(): Locator {
    return this.page.getByRole('main').locator('.jp-Notebook:visible');
  }

  async #waitForKernel(): Promise<void> {
    await expect(this.page.getByText('| Idle').first()).toBeVisible({ timeout: 60_000 });
  }
}
