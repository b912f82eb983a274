import { Notification } from '@jupyterlab/apputils';
import type { IDisposable } from '@lumino/disposable';

import { policyTerms } from '../../protocol';
import type { ConsentQuestion } from '../../client/consent/consent';
import type { ReportingClient } from '../../client/reporting-client';
import type { ReportingStatus } from '../../client/status/reporting-status';
import type { Words } from '../../jupyter/words';

export interface ConsentNoticeParts {
  readonly client: ReportingClient;
  readonly words: Words;
  /** Whether the student is looking at the question anyway. */
  readonly isInSight: () => boolean;
  readonly onLook: () => void;
}

/** How long a notification stays, in milliseconds. The status bar goes on asking. */
const STAY_MS = 15_000;

/** Leads to what the class asks for by a notification, which leaves by itself: it stands in its corner and stops nobody's typing. */
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

  /** The student looks at the question now. */
  noteSeen(): void {
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
      this.#asking = this.#say(status);
    }
  }

  #tell(status: ReportingStatus): void {
    // Said in the panel's sight, too: it changes nothing there that meets the eye, and what counts as seen is captured from now on.
    this.#say(status);
    if (status.policy !== null) {
      this.#parts.client.consent.noteSeen(policyTerms(status.policy));
    }
  }

  #say({ consent }: ReportingStatus): string {
    const { words, onLook } = this.#parts;
    const actions = [{ label: words.__('Look'), callback: onLook, displayType: 'accent' as const }];
    return Notification.info(describeNotice(consent.question, words), { autoClose: STAY_MS, actions });
  }

  #dismiss(): void {
    if (this.#asking !== undefined) {
      Notification.dismiss(this.#asking);
      this.#asking = undefined;
    }
  }
}

/** Leads to the rest. */
function describeNotice(question: ConsentQuestion, words: Words): string {
  switch (question) {
    case 'none':
      return '';
    case 'agree':
      return words.__('You have joined your class. Nothing is recorded until you have seen what it asks for, and agreed.');
    case 'agree_to_more':
      return words.__('Your class asks for more than you agreed to. No more than that is recorded until you agree.');
    case 'tell':
      return words.__('Your class has told what it records.');
  }
}
