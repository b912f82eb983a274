import type { ReactNode } from 'react';
import { useLive } from '../../class/live/live-class-provider';
import type { Connection } from '../../class/model/connection';
import { t } from '../../text/translate';
import { formatClock } from '../../text/format';
import { nameZones } from '../../text/time-zones';

/** Whether the page is live, in one word. Screen readers announce it when it changes. */
export function ConnectionPill(): ReactNode {
  const phase = useLive(({ connection }) => connection.phase);
  const heard = useLive(({ connection }) => heardText(connection));
  return (
    <span className="connection-pill" data-phase={phase} role="status" title={heard}>
      <span className="connection-dot" aria-hidden="true" />
      {WORDS[phase]}
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

function heardText(connection: Connection): string | undefined {
  if (!('heardAtMs' in connection)) {
    return undefined;
  }
  const zones = nameZones(connection.heardAtMs);
  const heard = t('shell.connection.heard', { clock: formatClock(connection.heardAtMs) });
  return zones === undefined ? heard : `${heard} ${t('shell.connection.zones', { ...zones })}`;
}
