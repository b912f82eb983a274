import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';

import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { ReportingStatus } from '../../client/status/reporting-status';
import type { ClassLookup } from '../../transport/class-lookup';
import { ClassFinder, type Finding } from './class-finder';
import {
  fieldsToAsk,
  type JoinFlaws,
  type JoinTarget,
  type JoinProgress,
  type JoinTexts,
  readJoinForm,
  readTarget,
  teamToSend,
} from './join-form';
import { describeJoining, termsOnJoining } from './join-words';
import { ShownTerms } from './shown-terms';
import { JoinView } from './join-view';
import type { JoinPlace } from './join-place';
import { describeTrouble } from '../status/trouble-words';
import { StayingDialog } from '../shared/staying-dialog';
import type { Words } from '../../jupyter/words';

interface JoinDialogParts {
  readonly place: JoinPlace;
  readonly words: Words;
  readonly logger: Logger;
  readonly lookUp: ClassLookup;
  readonly sleep: Clock['sleep'];
}

const JOIN_BUTTON = 1;

export { placeForAnother, placeOf } from './join-place';

/** Opens the form. @returns whether the student has joined when it closes */
export async function askToJoin(parts: JoinDialogParts): Promise<boolean> {
  const { place, words } = parts;
  const closing = new AbortController();
  const body = new JoinBody(parts, {
    closing: closing.signal,
    onJoined: () => dialog.close(),
    onShown: finding => dialog.setLabel(JOIN_BUTTON, describeJoining(finding, words)),
  });
  const dialog = new StayingDialog({
    title: place.title,
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
  body.start();
  await dialog.launch();
  closing.abort();
  return body.hasJoined;
}

interface JoinBodyOptions {
  readonly closing: AbortSignal;
  readonly onJoined: () => void;
  /** What the student has seen of the class has changed, and with it what joining means. */
  readonly onShown: (finding: Finding) => void;
}

/** Holds what the form needs to know besides what is typed. */
class JoinBody extends ReactWidget {
  hasJoined = false;
  readonly #parts: JoinDialogParts;
  readonly #options: JoinBodyOptions;
  readonly #initial: JoinTexts;
  readonly #finder: ClassFinder;
  readonly #shown: ShownTerms;
  /** The same each time: a form that is drawn again for another reason shows nothing anew. */
  readonly #onDrawn = (finding: Finding) => void this.#shown.noteDrawn(finding);
  #texts: JoinTexts;
  #wasSubmitted = false;
  #progress: JoinProgress = { kind: 'editing' };

  constructor(parts: JoinDialogParts, options: JoinBodyOptions) {
    super();
    this.#parts = parts;
    this.#options = options;
    this.#initial = parts.place.initial;
    this.#texts = this.#initial;
    this.#finder = new ClassFinder({ lookUp: parts.lookUp, sleep: parts.sleep, onChange: () => this.#showFinding() });
    this.#shown = new ShownTerms({
      finding: () => this.#finder.finding,
      sleep: parts.sleep,
      closing: options.closing,
      onChange: () => this.#showFinding(),
    });
    options.closing.addEventListener('abort', () => this.#finder.stop());
  }

  /** Asks about the class that the form names from the beginning. */
  start(): void {
    this.#findClass();
  }

  /** Joins if the form is without flaws, and shows how the server took it. */
  async submit(): Promise<void> {
    this.#wasSubmitted = true;
    const reading = this.#read();
    if (reading.kind !== 'ok' || this.#progress.kind === 'joining') {
      this.update();
      return;
    }
    const { place } = this.#parts;
    // As it was at the press, whatever is found while the settings are being stored.
    const shown = termsOnJoining(this.#shown.finding);
    this.#show({ kind: 'joining' });
    try {
      const { identity } = reading;
      const team = teamToSend(identity.team, this.#finder.preview);
      this.#receive(await place.join({ ...identity, team }, this.#texts.folder, this.#options.closing, shown));
    } catch (error) {
      this.#parts.logger.warnOnce('save settings', 'could not store the settings of the class', error);
      this.#show({
        kind: 'refused',
        reason: this.#parts.words.__('JupyterLab could not store your details. Try again, or tell your instructor.'),
      });
    }
  }

  protected render() {
    const { place, words } = this.#parts;
    const { administered, isChange, findFolderFlaw } = place;
    const { preview } = this.#finder;
    const isVouchedByHub = this.#isVouchedByHub;
    return (
      <JoinView
        fields={fieldsToAsk({ administered, isChange, preview, isVouchedByHub, hasFolder: findFolderFlaw !== undefined })}
        initial={this.#initial}
        flaws={this.#flaws()}
        finding={this.#finder.finding}
        seen={this.#shown.finding}
        progress={this.#progress}
        words={words}
        onChange={texts => this.#change(texts)}
        onDrawn={this.#onDrawn}
      />
    );
  }

  #read() {
    const { place, words } = this.#parts;
    // What was typed before the form named a class of the hub is not asked for any more, and must not stand in the way.
    const { studentId, displayName } = this.#isVouchedByHub ? this.#initial : this.#texts;
    return readJoinForm({ ...this.#texts, studentId, displayName }, place.knownServer, words, place.findFolderFlaw?.(this.#texts.folder));
  }

  get #target(): JoinTarget | undefined {
    const target = readTarget(this.#texts.link, this.#parts.place.knownServer, this.#parts.words);
    return 'flaw' in target ? undefined : target;
  }

  get #isVouchedByHub(): boolean {
    return this.#parts.place.isVouchedByHub(this.#target?.serverUrl);
  }

  /** A code that the server refuses is said at once; the rest when the student has pressed the button. */
  #flaws(): JoinFlaws {
    const { finding } = this.#finder;
    const { words } = this.#parts;
    const refused: JoinFlaws =
      finding.kind === 'refused' ? { link: words.__('No class has this join code. Check it, or ask your instructor.') } : {};
    const reading = this.#read();
    return this.#wasSubmitted && reading.kind === 'flawed' ? { ...refused, ...reading.flaws } : refused;
  }

  #findClass(): void {
    void this.#finder.find(this.#target);
  }

  #showFinding(): void {
    this.#options.onShown(this.#shown.finding);
    this.update();
  }

  #change(texts: JoinTexts): void {
    this.#texts = texts;
    this.#show({ kind: 'editing' });
    this.#findClass();
  }

  #receive({ phase, trouble }: ReportingStatus): void {
    const reason = trouble === null ? '' : describeTrouble(trouble, this.#parts.words);
    if (phase === 'reporting') {
      this.hasJoined = true;
      this.#options.onJoined();
    } else {
      this.#show(
        phase === 'held' ? { kind: 'refused', reason: asSentence(reason) } : { kind: 'waiting', reason: reason.replace(/\.$/u, '') },
      );
    }
  }

  #show(progress: JoinProgress): void {
    this.#progress = progress;
    this.update();
  }
}

/** Reasons are worded to follow a colon; here one stands alone. */
function asSentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
