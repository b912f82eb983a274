import { Notification } from '@jupyterlab/apputils';
import type { IDisposable } from '@lumino/disposable';

import type { Logger } from '../../platform/logger';
import { unshown } from '../../client/assistance/inbox';
import type { ReportingClient } from '../../client/reporting-client';
import type { Words } from '../../jupyter/words';

export interface MessageNoticeParts {
  readonly client: ReportingClient;
  readonly words: Words;
  readonly logger: Logger;
  /** Resolves when the student looks at the page and does not type. */
  readonly pause: () => Promise<void>;
  /** Opens the list of messages: a notification shows the beginning of a long one alone. */
  readonly onLook: () => void;
}

/** How long a notification stays, in milliseconds: long enough to be found and read. The message is kept in the panel, and the status bar counts it. */
const STAY_MS = 30_000;

/** Shows each message of an instructor once, as a notification that leaves by itself, and never while the student types. */
export class MessageNotice implements IDisposable {
  readonly #parts: MessageNoticeParts;
  readonly #stop: () => void;
  #isWaiting = false;
  isDisposed = false;

  constructor(parts: MessageNoticeParts) {
    this.#parts = parts;
    this.#stop = parts.client.onStatusChange(() => this.#follow());
    this.#follow();
  }

  dispose(): void {
    this.isDisposed = true;
    this.#stop();
  }

  #follow(): void {
    const { client, logger } = this.#parts;
    if (!this.#isWaiting && unshown(client.status.messages).length > 0) {
      this.#isWaiting = true;
      this.#showInPause()
        .catch((error: unknown) => logger.warnOnce('messages', 'could not show a message of the class', error))
        .finally(() => {
          this.#isWaiting = false;
        });
    }
  }

  async #showInPause(): Promise<void> {
    const { client, words, pause, onLook } = this.#parts;
    await pause();
    const messages = this.isDisposed ? [] : await client.messages.takeUnshown();
    for (const { text } of messages) {
      const actions = [{ label: words.__('All messages'), callback: onLook }];
      Notification.info(words.__('From your instructors: %1', text), { autoClose: STAY_MS, actions });
    }
  }
}
