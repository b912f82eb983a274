import { ReactWidget } from '@jupyterlab/ui-components';

import { type ClassFacts, describeClasses, describeClassesTooltip } from './class-words';
import { statusIcons } from '../shared/icons';
import { describeNewsOf } from '../help/news-words';
import type { Words } from '../../jupyter/words';

export interface StatusItemParts {
  /** Of each class. */
  readonly facts: () => readonly [ClassFacts, ...ClassFacts[]];
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
  readonly onClick: () => void;
}

/** The item in JupyterLab's status bar. Shows the facts as they are at each `update()`. */
export class StatusItem extends ReactWidget {
  readonly #parts: StatusItemParts;

  constructor(parts: StatusItemParts) {
    super();
    this.#parts = parts;
    this.addClass('jp-CellMonitor-item');
    this.addClass('jp-mod-highlighted');
  }

  protected render() {
    const { facts, words, formatTime, onClick } = this.#parts;
    const now = facts();
    const { shape, label: state } = describeClasses(now, words);
    const news = describeNewsOf(
      now.map(({ status }) => status),
      words,
    );
    const label = news === '' ? state : words.__('%1 · %2', state, news);
    const Icon = statusIcons[shape];
    return (
      <button
        type="button"
        className="jp-CellMonitor-button"
        data-shape={shape}
        data-phase={now[0].status.phase}
        data-news={news !== ''}
        title={describeClassesTooltip(now, words, formatTime)}
        aria-label={words.__('Class reporting: %1', label)}
        aria-haspopup="dialog"
        onClick={onClick}
      >
        <Icon.react tag="span" className="jp-CellMonitor-icon" />
        <span className="jp-CellMonitor-label">{label}</span>
      </button>
    );
  }
}
