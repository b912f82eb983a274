import { IconPlugConnectedX } from '../../shared/theme/icons';
import type { ReactNode } from 'react';
import { useLive } from '../../class/live/live-class-provider';
import type { Connection } from '../../class/model/connection';
import { t } from '../../text/translate';
import { formatClock } from '../../text/format';

/** A banner while the page is not live: since when, and how old the data is. (Screen readers hear the pill instead.) */
export function ConnectionBand(): ReactNode {
  const connection = useLive(state => state.connection);
  const text = describe(connection);
  return (
    text !== undefined && (
      <p className="connection-band">
        <IconPlugConnectedX size={20} stroke={1.8} aria-hidden="true" />
        <span>{text}</span>
      </p>
    )
  );
}

function describe(connection: Connection): string | undefined {
  switch (connection.phase) {
    case 'reconnecting':
      return `${t('shell.connection.reconnecting', { clock: formatClock(connection.sinceMs) })} ${t('shell.connection.band', { heard: formatClock(connection.heardAtMs) })}`;
    case 'stalled':
      return t('shell.connection.bandStalled', { since: formatClock(connection.newsAtMs) });
    case 'polling':
      return t('shell.connection.bandPolling');
    case 'ended':
      return t('shell.connection.bandGone');
    case 'connecting':
    case 'live':
      return undefined;
  }
}
