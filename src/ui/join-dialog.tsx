import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';

import type { Logger } from '../platform/logger';
import type { ReportingStatus } from '../pump/reporting-client';
import { type IdentityFlaws, type IdentityTexts, readIdentity } from './identity-settings';
import { fieldsToAsk, flawsToShow, initialTexts, type JoinProgress } from './join-form';
import { JoinView } from './join-view';
import type { Membership } from './membership';
import { StayingDialog } from './staying-dialog';
import type { Words } from './words';

export interface JoinDialogParts {
  readonly membership: Membership;
  readonly words: Words;
  readonly logger: Logger;
  /** The name that the student logged in to a JupyterHub with; empty elsewhere. */
  readonly hubUser: string;
}

const JOIN_BUTTON = 1;

/** Opens the form. @returns whether the student has joined when it closes */
export async function askToJoin(parts: JoinDialogParts): Promise<boolean> {
  const { membership, words } = parts;
  const isChange = membership.hasJoined;
  const closing = new AbortController();
  const body = new JoinBody(parts, isChange, closing.signal, () => dialog.close());
  const dialog = new StayingDialog({
    title: isChange ? words.__('Change class') : words.__('Join your class'),
    body,
    buttons: [Dialog.cancelButton({ label: words.__('Close') }), Dialog.okButton({ label: words.__('Join') })],
    defaultButton: JOIN_BUTTON,
    focusNodeSelector: 'input',
    onButton: index => {
      if (index === JOIN_BUTTON) {
        void body.submit();
      }
      return index !== JOIN_BUTTON;
    },
  });
  await dialog.launch();
  closing.abort();
  return body.hasJoined;
}

/** Holds what the form needs to know besides what is typed. */
class JoinBody extends ReactWidget {
  hasJoined = false;
  readonly #parts: JoinDialogParts;
  readonly #isChange: boolean;
  readonly #closing: AbortSignal;
  readonly #onJoined: () => void;
  readonly #initial: IdentityTexts;
  #texts: IdentityTexts;
  #wasSubmitted = false;
  #progress: JoinProgress = { kind: 'editing' };

  constructor(parts: JoinDialogParts, isChange: boolean, closing: AbortSignal, onJoined: () => void) {
    super();
    this.#parts = parts;
    this.#isChange = isChange;
    this.#closing = closing;
    this.#onJoined = onJoined;
    this.#initial = initialTexts(parts.membership.settings.texts, parts.hubUser);
    this.#texts = this.#initial;
  }

  /** Joins if the form is without flaws, and shows how the server took it. */
  async submit(): Promise<void> {
    this.#wasSubmitted = true;
    const reading = readIdentity(this.#texts, this.#parts.words);
    if (reading.kind !== 'ok' || this.#progress.kind === 'joining') {
      this.update();
      return;
    }
    this.#show({ kind: 'joining' });
    try {
      this.#receive(await this.#parts.membership.join(reading.identity, this.#closing));
    } catch (error) {
      this.#parts.logger.warnOnce('save settings', 'could not store the settings of the class', error);
      this.#show({
        kind: 'refused',
        reason: this.#parts.words.__('JupyterLab could not store your details. Try again, or tell your instructor.'),
      });
    }
  }

  protected render() {
    const { membership, words } = this.#parts;
    return (
      <JoinView
        fields={fieldsToAsk(membership.settings.administered, this.#isChange)}
        initial={this.#initial}
        flaws={this.#flaws()}
        progress={this.#progress}
        words={words}
        onChange={texts => this.#change(texts)}
      />
    );
  }

  #flaws(): IdentityFlaws {
    return this.#wasSubmitted ? flawsToShow(readIdentity(this.#texts, this.#parts.words), this.#parts.words) : {};
  }

  #change(texts: IdentityTexts): void {
    this.#texts = texts;
    this.#show({ kind: 'editing' });
  }

  #receive({ phase, reason }: ReportingStatus): void {
    const words = reason ?? '';
    if (phase === 'reporting') {
      this.hasJoined = true;
      this.#onJoined();
    } else {
      this.#show(phase === 'held' ? { kind: 'refused', reason: words } : { kind: 'waiting', reason: words.replace(/\.$/u, '') });
    }
  }

  #show(progress: JoinProgress): void {
    this.#progress = progress;
    this.update();
  }
}
