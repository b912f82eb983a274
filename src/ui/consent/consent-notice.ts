import { Notification } from '@jupyterlab/apputils';
import type { IDisposable } from '@lumino/disposable';

import { policyTerms } from '../../protocol';
import type { ReportingClient } from '../../client/reporting-client';
import type { ReportingStatus } from '../../client/status/reporting-status';
import { describeQuestion } from './consent-words';
import type { Words } from '../../jupyter/words';

export interface ConsentNoticeParts {
  readonly client: ReportingClient;
  readonly words: Words;
  /** Whether the student is looking at the question anyway. */
  readonly isInSight: () => boolean;
  readonly onLook: () => void;
}

/** How long a piece of news stays, in milliseconds. */
const NEWS_MS = 15_000;

/** Leads to what the class asks for by a notification: it waits in its corner and stops nobody's typing. */
export class ConsentNotice implements IDisposable {
  readonly #parts: ConsentNoticeParts;
  readonly #stop: () => void;
  /** What the student was asked or told last, so that it is said once. */
  #said: string | undefined;
  /** The open question's notification. */
  #asking: string | undefined;

  constructor(parts: ConsentNoticeParts) {
    this.#parts = parts;
    this.#stop = parts.client.onStatusChange(status => this.#follow(status));
    this.#follow(parts.client.status);
  }

  isDisposed = false;

  dispose(): void {
    this.isDisposed = true;
    this.#stop();
    this.#dismiss();
  }

  #follow(status: ReportingStatus): void {
    const { question, isDeclined } = status.consent;
    const about = `${question} ${String(status.policy?.revision)}`;
    if (question === 'none' || isDeclined || status.phase === 'paused') {
      this.#dismiss();
    } else if (about !== this.#said && question === 'tell') {
      this.#said = about;
      this.#dismiss();
      this.#tell(status);
    } else if (about !== this.#said && !this.#parts.isInSight()) {
      this.#said = about;
      this.#dismiss();
      this.#asking = this.#say(status, false);
    }
  }

  #tell(status: ReportingStatus): void {
    if (!this.#parts.isInSight()) {
      this.#say(status, NEWS_MS);
    }
    if (status.policy !== null) {
      this.#parts.client.consent.noteSeen(policyTerms(status.policy));
    }
  }

  #say({ consent }: ReportingStatus, autoClose: number | false): string {
    const { words, onLook } = this.#parts;
    const actions = [{ label: words.__('Look'), callback: onLook, displayType: 'accent' as const }];
    return Notification.info(describeQuestion(consent.question, words)?.notice ?? '', { autoClose, actions });
  }

  #dismiss(): void {
    if (this.#asking !== undefined) {
      Notification.dismiss(this.#asking);
      this.#asking = undefined;
    }
  }
}
