import type { ReactNode } from 'react';
import { useLive } from '../../class/live/live-class-provider';
import type { Connection } from '../../class/model/connection';
import { t } from '../../text/translate';
import { formatClock, formatHour } from '../../text/format';
import { nameZones } from '../../text/time-zones';

/** Whether the page is live, in one word, which screen readers announce when it changes, and as of when it is, which they do not. */
export function ConnectionPill(): ReactNode {
  const phase = useLive(({ connection }) => connection.phase);
  const heard = useLive(({ connection }) => heardText(connection));
  const asOf = useLive(({ connection }) => asOfText(connection));
  return (
    <span className="connection-pill" data-phase={phase}>
      <span className="connection-dot" aria-hidden="true" />
      <span role="status" title={heard}>
        {WORDS[phase]}
      </span>
      {asOf !== undefined && <span className="connection-clock">{asOf}</span>}
    </span>
  );
}

const WORDS: Readonly<Record<Connection['phase'], string>> = {
  connecting: t('shell.connection.connecting'),
  live: t('shell.connection.live'),
  stalled: t('shell.connection.stalled'),
  reconnecting: t('shell.connection.reconnectingShort'),
  polling: t('shell.connection.polling'),
  ended: t('shell.connection.ended'),
};

function asOfText(connection: Connection): string | undefined {
  return 'heardAtMs' in connection ? t('shell.connection.asOf', { clock: formatHour(connection.heardAtMs) }) : undefined;
}

function heardText(connection: Connection): string | undefined {
  if (!('heardAtMs' in connection)) {
    return undefined;
  }
  const zones = nameZones(connection.heardAtMs);
  const heard = t('shell.connection.heard', { clock: formatClock(connection.heardAtMs) });
  return zones === undefined ? heard : `${heard} ${t('shell.connection.zones', { ...zones })}`;
}
