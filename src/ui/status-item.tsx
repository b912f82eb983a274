import { ReactWidget } from '@jupyterlab/ui-components';

import { statusIcons } from './icons';
import { describeNews } from './news-words';
import { describeStatus, describeTooltip, type StatusFacts } from './status-words';
import type { Words } from './words';

export interface StatusItemParts {
  readonly facts: () => StatusFacts;
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
    const { shape, label: state } = describeStatus(now, words);
    const news = describeNews(now.status, words);
    const label = news === '' ? state : words.__('%1 · %2', state, news);
    const Icon = statusIcons[shape];
    return (
      <button
        type="button"
        className="jp-CellMonitor-button"
        data-shape={shape}
        data-phase={now.status.phase}
        data-news={news !== ''}
        title={describeTooltip(now, words, formatTime)}
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
