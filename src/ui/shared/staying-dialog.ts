import { Dialog } from '@jupyterlab/apputils';
import type { ReactWidget } from '@jupyterlab/ui-components';

export interface StayingDialogOptions {
  readonly title: string;
  readonly body: ReactWidget;
  readonly buttons: readonly Dialog.IButton[];
  readonly defaultButton: number;
  /** Where the focus goes first; the default button otherwise. */
  readonly focusNodeSelector?: string;
  /** @returns whether the dialog is to close */
  readonly onButton: (index: number) => boolean;
}

/** A dialog whose buttons may act without closing it. JupyterLab's own closes at every button. */
export class StayingDialog extends Dialog<void> {
  readonly #options: StayingDialogOptions;

  constructor(options: StayingDialogOptions) {
    const { title, body, buttons, defaultButton, focusNodeSelector = '' } = options;
    super({ title, body, buttons, defaultButton, focusNodeSelector, hasClose: true });
    this.#options = options;
    this.addClass('jp-CellMonitor-dialog');
  }

  /** What a button says may depend on what the body has found out. */
  setLabel(index: number, label: string): void {
    const node = this.node.querySelectorAll('.jp-Dialog-footer .jp-Dialog-buttonLabel').item(index) as Element | null;
    if (node !== null) {
      node.textContent = label;
      node.ariaLabel = label;
    }
  }

  override resolve(index: number = this.#options.defaultButton): void {
    if (this.#options.onButton(index)) {
      super.resolve(index);
    }
  }
}
