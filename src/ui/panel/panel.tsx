import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { createElement as h } from 'react';

import { connected } from '../../jupyter/connected';
import { classIcon } from '../shared/icons';
import type { Classes } from '../../classes/classes';
import type { PanelContents } from './panel-contents';
import type { Words } from '../../jupyter/words';

export interface ClassPanelParts {
  readonly classes: Classes;
  readonly words: Words;
  /** Makes what the panel shows, when it is first looked at; undefined when that could not be loaded. */
  readonly loadContents: (onChange: () => void) => Promise<PanelContents | undefined>;
  /** The student looks at the panel now. */
  readonly onShow: () => void;
}

/** The side panel. Empty while hidden, so that an invisible one costs nothing. */
export class ClassPanel extends ReactWidget {
  readonly #parts: ClassPanelParts;
  #contents: PanelContents | undefined;
  /** The contents could not be loaded, at the last try. */
  #isMissing = false;

  constructor(parts: ClassPanelParts) {
    super();
    this.#parts = parts;
    this.id = 'cell-monitor-panel';
    this.addClass('jp-CellMonitor-panel');
    this.title.icon = classIcon;
    this.title.caption = parts.words.__('Class reporting');
    this.node.setAttribute('aria-label', this.title.caption);
    const connection = connected(parts.classes.changed, () => this.#refresh());
    this.disposed.connect(() => connection.dispose());
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.#parts.onShow();
    void this.#open();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.update();
  }

  protected render() {
    if (!this.isVisible) {
      return null;
    }
    return this.#contents?.render() ?? (this.#isMissing ? this.#renderLack() : null);
  }

  /** Not as JSX: what that needs would be loaded with JupyterLab for this alone. */
  #renderLack() {
    const { words } = this.#parts;
    const text = words.__('Your JupyterLab server does not give out what belongs here. If it stays like this, reload the page.');
    const again = { type: 'button', className: 'jp-Dialog-button jp-mod-styled jp-mod-accept', onClick: () => void this.#open() } as const;
    return h('div', { className: 'jp-CellMonitor-lack' }, h('p', { role: 'alert' }, text), h('button', again, words.__('Try again')));
  }

  async #open(): Promise<void> {
    this.#contents ??= await this.#parts.loadContents(() => this.#redraw());
    this.#isMissing = this.#contents === undefined;
    this.#refresh();
    this.#redraw();
  }

  #refresh(): void {
    if (this.isVisible) {
      this.#contents?.refresh();
    }
  }

  #redraw(): void {
    if (!this.isDisposed) {
      this.update();
    }
  }
}
