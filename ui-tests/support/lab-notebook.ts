import { expect, type Page } from '@playwright/test';

/** The little of JupyterLab that is asked in the page; Galata puts the application there. */
interface PageWindow {
  readonly jupyterapp: {
    readonly commands: { execute(id: string, args?: object): Promise<unknown> };
    readonly shell: { readonly currentWidget: unknown; activateById(id: string): void };
  };
}

interface PagePanel {
  readonly id: string;
  dispose(): void;
  readonly context: { readonly ready: Promise<void> };
  readonly sessionContext: {
    readonly ready: Promise<void>;
    shutdown(): Promise<void>;
    readonly session: { readonly kernel: { readonly status: string } | null } | null;
  };
  readonly content: {
    activeCellIndex: number;
    readonly model: {
      readonly cells: { readonly length: number };
      readonly sharedModel: { getCell(index: number): { setSource(source: string): void; getSource(): string } };
    };
  };
}

/** The notebook in front, worked on by JupyterLab's own commands, cell by cell: faster than by keys, and the same to those who listen. */
export class LabNotebook {
  constructor(readonly page: Pick<Page, 'evaluate'>) {}

  /** Opens a notebook and waits for its kernel. @param isReached whether there is one to wait for */
  async open(path: string, { isReached = true }: { readonly isReached?: boolean } = {}): Promise<void> {
    await this.#answerDialog();
    await this.page.evaluate(async opened => {
      const { jupyterapp } = window as unknown as PageWindow;
      const panel = (await jupyterapp.commands.execute('docmanager:open', { path: opened })) as PagePanel;
      await panel.context.ready;
      await panel.sessionContext.ready;
      jupyterapp.shell.activateById(panel.id);
    }, path);
    if (isReached) {
      await this.untilIdle();
    }
  }

  /** Takes the notebook that the page opens by its address, once it is there. */
  async attach(): Promise<void> {
    const isThere = () =>
      this.page.evaluate(() => {
        const { jupyterapp } = window as unknown as Partial<PageWindow>;
        const panel = jupyterapp?.shell.currentWidget as Partial<PagePanel> | null | undefined;
        return panel?.sessionContext !== undefined && panel.content !== undefined;
      });
    await expect.poll(isThere, { timeout: 60_000 }).toBe(true);
    await this.untilIdle();
  }

  /** Waits until the kernel has nothing to do. Where JupyterLab asks for the kernel, what it proposes will do. */
  async untilIdle(): Promise<void> {
    const status = async () => {
      const now = await this.status();
      await (now === 'none' ? this.#answerDialog() : undefined);
      return now;
    };
    await expect.poll(status, { timeout: 90_000 }).toBe('idle');
  }

  status(): Promise<string> {
    return this.page.evaluate(() => {
      const panel = (window as unknown as PageWindow).jupyterapp.shell.currentWidget as PagePanel | null;
      return panel?.sessionContext.session?.kernel?.status ?? 'none';
    });
  }

  /** Puts code in the place of what is in a cell. @param index from 0, text cells included */
  async write(index: number, source: string): Promise<void> {
    await this.page.evaluate(
      ([at, written]) => {
        const panel = (window as unknown as PageWindow).jupyterapp.shell.currentWidget as PagePanel;
        panel.content.model.sharedModel.getCell(at).setSource(written);
      },
      [index, source] as const,
    );
  }

  /** Runs cells one after the other, whatever comes of each, until each has ended. */
  async run(...indexes: readonly number[]): Promise<void> {
    await this.#execute('notebook:run-cell', indexes, true);
  }

  /** Puts a new cell below the active one. */
  async insertBelow(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as PageWindow).jupyterapp.commands.execute('notebook:insert-cell-below'));
  }

  countCells(): Promise<number> {
    return this.page.evaluate(() => {
      const panel = (window as unknown as PageWindow).jupyterapp.shell.currentWidget as PagePanel;
      return panel.content.model.cells.length;
    });
  }

  /** Runs a cell and goes on at once. */
  async start(index: number): Promise<void> {
    await this.#execute('notebook:run-cell', [index], false);
  }

  /** Runs all cells until they have ended, or one failed. */
  async runAll(): Promise<void> {
    await this.#execute('notebook:run-all-cells', [0], true);
  }

  /** The square in the toolbar, which ends in this command. */
  async interrupt(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as PageWindow).jupyterapp.commands.execute('notebook:interrupt-kernel'));
  }

  /** Closes it with its kernel, whatever is not saved. */
  async close(): Promise<void> {
    await this.#answerDialog();
    await this.page.evaluate(async () => {
      const panel = (window as unknown as PageWindow).jupyterapp.shell.currentWidget as PagePanel;
      await panel.sessionContext.shutdown();
      panel.dispose();
    });
  }

  /** Renames or moves the notebook's file, or a folder, as the file browser does. */
  async rename(from: string, to: string): Promise<void> {
    await this.page.evaluate(
      ([before, after]) => {
        const { jupyterapp } = window as unknown as {
          jupyterapp: { serviceManager: { contents: { rename(from: string, to: string): Promise<unknown> } } };
        };
        return jupyterapp.serviceManager.contents.rename(before, after).then(() => undefined);
      },
      [from, to] as const,
    );
  }

  /** JupyterLab asks for a kernel, or tells that one died: what it proposes will do. */
  async #answerDialog(): Promise<void> {
    await this.page.evaluate(() => document.querySelector<HTMLElement>('.jp-Dialog button.jp-mod-accept')?.click());
  }

  async #execute(command: string, indexes: readonly number[], waits: boolean): Promise<void> {
    await this.page.evaluate(
      async ([id, places, isAwaited]) => {
        const { jupyterapp } = window as unknown as PageWindow;
        const panel = jupyterapp.shell.currentWidget as PagePanel;
        for (const place of places) {
          panel.content.activeCellIndex = place;
          const ended = jupyterapp.commands.execute(id).catch(() => undefined);
          await (isAwaited ? ended : undefined);
        }
      },
      [command, indexes, waits] as const,
    );
  }
}
