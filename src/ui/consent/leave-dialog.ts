import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';

import type { Logger } from '../../platform/logger';
import type { ReportingClient } from '../../client/reporting-client';
import { describeErasing, describeLeaving } from './leaving-words';
import { describeTrouble } from '../status/trouble-words';
import type { Membership } from '../../classes/membership';
import type { Words } from '../../jupyter/words';

/** How long news stays, in milliseconds: good, and bad. JupyterLab lists both afterwards. */
const NEWS_MS = 10_000;
const BAD_NEWS_MS = 60_000;

export interface LeaveParts {
  readonly membership: Membership;
  readonly client: ReportingClient;
  readonly words: Words;
  readonly logger: Logger;
}

/** Asks a last time, with what it costs, and leaves. */
export async function askToLeave(parts: LeaveParts): Promise<void> {
  const { membership, client, words } = parts;
  const body = describeLeaving(client.status.waiting, words);
  if (await isSure({ title: words.__('Leave the class?'), body, label: words.__('Leave') }, words)) {
    await tellFailure(parts, membership.leave());
  }
}

/** Asks a last time, has the class's record of the student deleted, and leaves. */
export async function askToErase(parts: LeaveParts): Promise<void> {
  const { membership, client, words } = parts;
  const body = describeErasing(client.status.waiting, words);
  if (await isSure({ title: words.__('Delete your data and leave?'), body, label: words.__('Delete and leave') }, words)) {
    await tellFailure(parts, eraseAndTell(membership, words));
  }
}

async function eraseAndTell(membership: Membership, words: Words): Promise<void> {
  const refusal = await membership.eraseAndLeave();
  if (refusal === undefined) {
    Notification.success(words.__('Your class has deleted what it had recorded of you.'), { autoClose: NEWS_MS });
  } else {
    const said = words.__(
      'Your class has not confirmed that your data is deleted, and you are still in the class. Try again later. Reason: %1',
      describeTrouble(refusal, words),
    );
    Notification.error(said, { autoClose: BAD_NEWS_MS });
  }
}

async function isSure({ title, body, label }: { title: string; body: string; label: string }, words: Words): Promise<boolean> {
  const buttons = [Dialog.cancelButton({ label: words.__('Stay') }), Dialog.warnButton({ label })];
  return (await showDialog({ title, body, buttons, defaultButton: 0 })).button.accept;
}

async function tellFailure({ words, logger }: LeaveParts, leaving: Promise<void>): Promise<void> {
  try {
    await leaving;
  } catch (error) {
    logger.warnOnce('leave', 'could not delete everything when the student left the class', error);
    const said = words.__(
      'Nothing is recorded any more. But this browser did not delete everything it held: clear its data for this site.',
    );
    Notification.error(said, { autoClose: BAD_NEWS_MS });
  }
}
