import { ReactWidget } from '@jupyterlab/ui-components';
import { createElement as h, Fragment } from 'react';

import type { Announcements } from './announcements';
import { type ClassFacts, describeClasses, describeClassesTooltip, describeForAnnouncement } from './class-words';
import { statusIcons } from '../shared/icons';
import { describeNewsOf } from '../help/news-words';
import type { Words } from '../../jupyter/words';

export interface StatusItemParts {
  /** Of each class. */
  readonly facts: () => readonly [ClassFacts, ...ClassFacts[]];
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
  readonly announcements: Announcements;
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
    const { facts, words, formatTime, announcements, onClick } = this.#parts;
    const now = facts();
    const { shape, label: state } = describeClasses(now, words);
    const news = describeNewsOf(
      now.map(({ status }) => status),
      words,
    );
    const withNews = (text: string) => (news === '' ? text : words.__('%1 · %2', news, text));
    const label = withNews(state);
    // There is little room, and a place in line must not be cut off: it comes first, and alone where all is well. The icon says the rest.
    const shown = shape === 'good' && news !== '' ? news : label;
    const spoken = announcements.follow(withNews(describeForAnnouncement(now, words)));
    const Icon = statusIcons[shape];
    // Not as JSX: what that needs would be loaded with JupyterLab for this alone.
    return h(
      Fragment,
      {},
      h(
        'button',
        {
          type: 'button',
          className: 'jp-CellMonitor-button',
          'data-shape': shape,
          'data-phase': now[0].status.phase,
          'data-news': news !== '',
          title: describeClassesTooltip(now, words, formatTime),
          'aria-label': words.__('Class reporting: %1', label),
          onClick,
        },
        h(Icon.react, { tag: 'span', className: 'jp-CellMonitor-icon' }),
        h('span', { className: 'jp-CellMonitor-label' }, shown),
      ),
      h('span', { className: 'jp-CellMonitor-spoken', role: 'status' }, spoken),
    );
  }
}
