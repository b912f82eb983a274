import { expect, type IJupyterLabPageFixture, type JupyterLabPage } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** The little of JupyterLab that is asked in the page. */
interface PageWindow {
  readonly jupyterapp: {
    readonly serviceManager: { readonly contents: { rename(from: string, to: string): Promise<unknown> } };
    readonly shell: { readonly currentWidget: { readonly context: { readonly path: string } } };
  };
}

/** A student at work in a notebook, with keyboard and eyes. */
export class Notebook {
  #runs = 0;

  constructor(readonly page: IJupyterLabPageFixture) {}

  /** Named when its kernel is there: a session that is still being made would keep the name from before, and not be found after a reload. */
  async create(name: string): Promise<void> {
    await this.page.notebook.createNew();
    await this.#waitForKernel();
    await this.page.evaluate(async named => {
      const { serviceManager, shell } = (window as unknown as PageWindow).jupyterapp;
      const { path } = shell.currentWidget.context;
      await serviceManager.contents.rename(path, path.replace(/[^/]+$/u, named));
    }, name);
    await expect(this.page.getByRole('main').getByRole('tab', { name })).toBeVisible();
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
