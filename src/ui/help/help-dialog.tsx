import { Dialog, Notification } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';

import type { CallPlace } from '../../client/assistance/help-context';
import type { ReportingClient } from '../../client/reporting-client';
import type { RunningCell } from '../../protocol';
import { helpData, offerRunning, placeOfCall } from './help-data';
import { RequestView } from './request-view';
import { type HelpTexts, NO_HELP_TEXTS } from './help-texts';
import { HelpView } from './help-view';
import { describeDelay, describeObstacle } from './help-words';
import type { Words } from '../../jupyter/words';

export interface HelpDialogParts {
  readonly client: ReportingClient;
  readonly words: Words;
  /** What the student would call about; undefined where no notebook of the class is in front. */
  readonly found: CallPlace | undefined;
  /** The cell of the class's notebooks that has been running longest. */
  readonly running: RunningCell | undefined;
  /** A question as it may leave the machine. */
  readonly maskQuestion: (question: string) => string;
}

export interface RequestDialogParts extends Pick<HelpDialogParts, 'client' | 'words'> {
  readonly formatTime: (ms: number) => string;
}

const OBSTACLE_SHOWN_MS = 30_000;

/**
 * The form for a help request.
 * @param draft what was typed before, when the form was put away
 * @returns what is to be offered the next time
 */
export async function askForHelp({ client, words, found, running, maskQuestion }: HelpDialogParts, draft: HelpTexts): Promise<HelpTexts> {
  const offered = offerRunning(running);
  const body = new HelpForm({ client, words, found, running: offered }, draft);
  const dialog = new CornerDialog({
    title: words.__('Ask for help'),
    body,
    buttons: [Dialog.cancelButton({ label: words.__('Cancel') }), Dialog.okButton({ label: words.__('Send') })],
    defaultButton: 1,
    focusNodeSelector: 'textarea',
  });
  const { button } = await dialog.launch();
  if (!button.accept) {
    return body.texts;
  }
  const obstacle = describeObstacle(client.status, words);
  if (obstacle !== undefined) {
    // Something came between while they wrote: what they wrote is not lost.
    Notification.warning(obstacle, { autoClose: OBSTACLE_SHOWN_MS });
    return body.texts;
  }
  const { question, closesItself, saysRunning } = body.texts;
  const stuckOn = saysRunning ? offered : undefined;
  const closes = closesItself && placeOfCall(found, stuckOn)?.canComeRight === true;
  client.help.call(helpData(found, maskQuestion(question.trim()), stuckOn), closes);
  return { ...NO_HELP_TEXTS, closesItself };
}

/** Shows the open help request, and lets the student cancel it. */
export async function showRequest(parts: RequestDialogParts): Promise<void> {
  const { client, words } = parts;
  const onCancel = () => {
    client.help.withdraw();
    dialog.reject();
  };
  const body = new OpenRequest(parts, onCancel);
  const buttons = [Dialog.okButton({ label: words.__('Close') })];
  const dialog = new CornerDialog({ title: words.__('Your help request'), body, buttons, defaultButton: 0 });
  await dialog.launch();
}

/** Small, beside the work and not over it: a click into the notebook puts it away. */
class CornerDialog extends Dialog<unknown> {
  constructor(options: Partial<Dialog.IOptions<unknown>>) {
    super(options);
    this.addClass('jp-CellMonitor-dialog');
    this.addClass('jp-mod-corner');
  }

  /** JupyterLab's dialogs swallow the line break of a question. */
  override handleEvent(event: Event): void {
    const isLineBreak = event instanceof KeyboardEvent && event.key === 'Enter' && event.target instanceof HTMLTextAreaElement;
    if (!isLineBreak) {
      super.handleEvent(event);
    } else if (event.ctrlKey || event.metaKey) {
      this.resolve();
    }
  }
}

class HelpForm extends ReactWidget {
  texts: HelpTexts;
  readonly #parts: Pick<HelpDialogParts, 'client' | 'words' | 'found' | 'running'>;

  constructor(parts: Pick<HelpDialogParts, 'client' | 'words' | 'found' | 'running'>, draft: HelpTexts) {
    super();
    this.#parts = parts;
    this.texts = draft;
    this.disposed.connect(parts.client.onStatusChange(() => this.update()));
  }

  protected render() {
    const { client, words } = this.#parts;
    const onChange = (change: Partial<HelpTexts>) => {
      this.texts = { ...this.texts, ...change };
    };
    const delay = describeObstacle(client.status, words) ?? describeDelay(client.status, words);
    return <HelpView {...this.#parts} initial={this.texts} delay={delay} onChange={onChange} />;
  }
}

/** Follows the request while the dialog is open. */
class OpenRequest extends ReactWidget {
  readonly #parts: RequestDialogParts;
  readonly #onCancel: () => void;

  constructor(parts: RequestDialogParts, onCancel: () => void) {
    super();
    this.#parts = parts;
    this.#onCancel = onCancel;
    this.disposed.connect(parts.client.onStatusChange(() => this.update()));
  }

  protected render() {
    const { client, words, formatTime } = this.#parts;
    const { status } = client;
    return (
      <div className="jp-CellMonitor-form">
        {status.help === null ? <p>{words.__('Your help request is closed.')}</p> : null}
        <RequestView status={status} words={words} formatTime={formatTime} onCancel={this.#onCancel} />
      </div>
    );
  }
}
