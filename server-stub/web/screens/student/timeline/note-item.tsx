import { memo, type ReactNode } from 'react';
import { Clipped } from '../../../shared/components/clipped';
import { Ago } from '../../../class/live/moment';
import { usePlaceName } from '../../../class/live/use-place-name';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import type { TimelineNote } from './timeline-item';

/** Anything but a run, on one line. */
export const NoteItem = memo(({ note }: { readonly note: TimelineNote }): ReactNode => (
  <li className="timeline-note">
    <p className="timeline-head">
      <span>{describe(note)}</span>
      <Clipped className="soft" text={usePlaceName(note)} />
      <span className="timeline-time soft">
        <Ago at={note.time} />
      </span>
    </p>
    {note.question !== undefined && <p className="timeline-question">{inertLine(note.question, 500)}</p>}
  </li>
));
NoteItem.displayName = 'NoteItem';

function describe({ type, count }: TimelineNote): string {
  switch (type) {
    case 'notebook.opened':
      return t('timeline.types.notebookOpened');
    case 'notebook.saved':
      return t('timeline.types.notebookSaved');
    case 'notebook.closed':
      return t('timeline.types.notebookClosed');
    case 'cell.added':
      return t('timeline.types.cellAdded');
    case 'cell.removed':
      return t('timeline.types.cellRemoved');
    case 'cell.moved':
      return t('timeline.types.cellMoved');
    case 'kernel.restarted':
      return t('timeline.types.kernelRestarted');
    case 'kernel.interrupted':
      return t('timeline.types.kernelInterrupted');
    case 'kernel.died':
      return t('timeline.types.kernelDied');
    case 'presence.hidden':
      return t('timeline.types.hidden');
    case 'presence.visible':
      return t('timeline.types.visible');
    case 'help.requested':
      return t('timeline.types.helpRequested');
    case 'help.withdrawn':
      return t('timeline.types.helpWithdrawn');
    case 'lost':
      return t('timeline.types.lost', { count: count ?? 1 });
    default:
      return t('timeline.types.other', { type: inertLine(type, 64) });
  }
}
