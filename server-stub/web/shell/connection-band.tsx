import { IconPlugConnectedX } from '../theme/icons';
import type { ReactNode } from 'react';
import { useLive } from '../live/class-room';
import type { Connection } from '../live/connection';
import { strings } from '../strings';
import { formatClock } from '../text/format';

/** Says across the page that it does not show the present, since when, and what it shows instead. The pill is what is spoken. */
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
  const { reconnecting, band, bandGone } = strings.connection;
  switch (connection.phase) {
    case 'reconnecting':
      return `${reconnecting(formatClock(connection.sinceMs))}. ${band(formatClock(connection.heardAtMs))}`;
    case 'ended':
      return bandGone;
    case 'connecting':
    case 'live':
      return undefined;
  }
}
