import { Notification } from '@jupyterlab/apputils';

import type { Words } from '../../jupyter/words';
import type { Logger } from '../../platform/logger';

const NEWS_MS = 10_000;

/** Loads a part of the extension when it is first needed. @returns undefined when it cannot be had, which the student is told; the next call tries again */
export function createLate<T>(load: () => Promise<T>, words: Words, logger: Logger): () => Promise<T | undefined> {
  return async () => {
    try {
      return await load();
    } catch (error) {
      logger.warnOnce('late part', 'a part of the extension could not be loaded', error);
      Notification.warning(
        words.__('Your JupyterLab server does not give out a part of this page. Try again; if it stays like this, reload the page.'),
        { autoClose: NEWS_MS },
      );
      return undefined;
    }
  };
}
