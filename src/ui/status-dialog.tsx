import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';

import type { ReportingClient } from '../pump/reporting-client';
import type { Membership } from './membership';
import { StatusView } from './status-view';
import { StayingDialog } from './staying-dialog';
import type { Words } from './words';

export interface StatusDialogParts {
  readonly membership: Membership;
  readonly client: ReportingClient;
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
  /** Opens the form. */
  readonly onJoin: () => void;
}

/** Shows what the extension is doing, live, with all that the student can do about it. */
export async function showStatus(parts: StatusDialogParts): Promise<void> {
  const { membership, client, words } = parts;
  const body = new StatusBody(parts);
  const actions = actionsFor(parts);
  const dialog = new StayingDialog({
    title: words.__('Class reporting'),
    body,
    buttons: [...actions.map(toButton), Dialog.cancelButton({ label: words.__('Close') })],
    defaultButton: actions.length,
    onButton: index => actions[index]?.act() ?? true,
  });
  const stop = client.onStatusChange(() => body.update());
  const update = () => body.update();
  membership.changed.connect(update);
  try {
    await dialog.launch();
  } finally {
    stop();
    membership.changed.disconnect(update);
  }
}

/** A button, and what it does: true closes the dialog. */
interface Action {
  readonly label: string;
  readonly act: () => boolean;
}

/** The last action is the likeliest, and stands out. */
function toButton({ label }: Action, index: number, actions: readonly Action[]): Dialog.IButton {
  return index === actions.length - 1 ? Dialog.okButton({ label }) : Dialog.cancelButton({ label });
}

function actionsFor({ membership, client, words, onJoin }: StatusDialogParts): Action[] {
  const openForm = () => {
    onJoin();
    return true;
  };
  const sendNow = () => {
    client.sendNow();
    return false;
  };
  const setPaused = (isPaused: boolean) => () => {
    membership.setPaused(isPaused);
    return true;
  };
  if (membership.reading.kind !== 'ok') {
    return [{ label: words.__('Join your class'), act: openForm }];
  }
  const change = { label: words.__('Change class'), act: openForm };
  return client.status.phase === 'paused'
    ? [change, { label: words.__('Resume'), act: setPaused(false) }]
    : [change, { label: words.__('Pause'), act: setPaused(true) }, { label: words.__('Send now'), act: sendNow }];
}

class StatusBody extends ReactWidget {
  readonly #parts: StatusDialogParts;

  constructor(parts: StatusDialogParts) {
    super();
    this.#parts = parts;
  }

  protected render() {
    const { membership, words, formatTime } = this.#parts;
    const { reading } = membership;
    const identity = reading.kind === 'ok' ? reading.identity : undefined;
    const flaws = reading.kind === 'ok' ? {} : reading.flaws;
    return <StatusView facts={membership.facts} identity={identity} flaws={flaws} words={words} formatTime={formatTime} />;
  }
}
