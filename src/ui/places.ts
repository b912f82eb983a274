import type { ILabShell, JupyterFrontEnd } from '@jupyterlab/application';
import type { IStatusBar } from '@jupyterlab/statusbar';
import type { IDisposable } from '@lumino/disposable';

import type { ClassPanel } from './panel/panel';
import type { StatusItem } from './status/status-item';

type Shell = JupyterFrontEnd['shell'];

/** Below this width, in CSS pixels, JupyterLab's sides leave no room for the panel, and its status bar not for all of its items. */
const NARROW_PX = 720;

const isNarrow = (): boolean => window.innerWidth < NARROW_PX;

/** Notebook 7's shell has one widget in its main area and no modes. */
const isLabShell = (shell: Shell): shell is ILabShell => 'mode' in shell;

interface ItemPlace {
  /** Under which JupyterLab knows the item. */
  readonly id: string;
  readonly shell: Shell;
  /** Null in Notebook 7. */
  readonly statusBar: IStatusBar | null;
}

/** Shows how things stand in the status bar; in Notebook 7, which has none, beside the menus of each page, the first one too: its header is hidden on a phone. */
export function placeItem({ id, shell, statusBar }: ItemPlace, item: StatusItem): IDisposable {
  if (statusBar !== null) {
    // Without a priority it is hidden where the bar is narrow. On a phone JupyterLab is wider than the screen, and the bar's right end out of sight.
    const end = isNarrow() ? ({ align: 'left', rank: -10 } as const) : ({ align: 'right', rank: 900 } as const);
    return statusBar.registerStatusItem(id, { item, priority: 1, ...end });
  }
  item.id = `${id}:item`;
  item.addClass('jp-mod-menuRow');
  shell.add(item, 'menu', { rank: 950 });
  return item;
}

type Area = 'main' | 'right';

/** Where the panel is: at the right side; on a phone, where JupyterLab has no room for it beside a notebook, in the place of one, once it is asked for. */
export class PanelPlace {
  readonly #shell: Shell;
  readonly #panel: ClassPanel;
  #area: Area | undefined;

  constructor(shell: Shell, panel: ClassPanel) {
    this.#shell = shell;
    this.#panel = panel;
    if (this.#bestArea() === 'right') {
      this.#put('right');
    }
  }

  show(): void {
    const area = this.#bestArea();
    // A tab of the main area may have been closed.
    if (area !== this.#area || this.#panel.parent === null) {
      this.#put(area);
    }
    this.#shell.activateById(this.#panel.id);
  }

  #bestArea(): Area {
    return isNarrow() && isLabShell(this.#shell) ? 'main' : 'right';
  }

  #put(area: Area): void {
    this.#area = area;
    const { title } = this.#panel;
    title.closable = area === 'main';
    title.label = area === 'main' ? title.caption : '';
    this.#shell.add(this.#panel, area, { rank: 900 });
    if (area === 'right') {
      // The main area has made it a tab's.
      this.#panel.node.setAttribute('role', 'region');
    }
  }
}

/** On a phone the left side goes away, so that the panel is in sight. */
export function makeRoom(shell: Shell): void {
  if (isNarrow() && 'collapseLeft' in shell) {
    (shell as ILabShell).collapseLeft();
  }
}
