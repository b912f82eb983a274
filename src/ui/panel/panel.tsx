import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';

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

  constructor(parts: ClassPanelParts) {
    super();
    this.#parts = parts;
    this.id = 'cell-monitor-panel';
    this.addClass('jp-CellMonitor-panel');
    this.title.icon = classIcon;
    this.title.caption = parts.words.__('Class reporting');
    this.node.setAttribute('role', 'region');
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
    return this.isVisible && this.#contents !== undefined ? this.#contents.render() : null;
  }

  async #open(): Promise<void> {
    this.#contents ??= await this.#parts.loadContents(() => this.#redraw());
    this.#refresh();
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
