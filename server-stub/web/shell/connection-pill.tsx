import type { ReactNode } from 'react';
import { useLive } from '../live/class-room';
import type { Connection } from '../live/connection';
import { strings } from '../strings';
import { formatClock } from '../text/format';

/** Whether what is on the page is the present, in a word. Spoken when it changes, and only then. */
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
  connecting: strings.connection.connecting,
  live: strings.connection.live,
  reconnecting: strings.connection.reconnectingShort,
  ended: strings.connection.ended,
};

function heardText(connection: Connection): string | undefined {
  return 'heardAtMs' in connection ? strings.connection.heard(formatClock(connection.heardAtMs)) : undefined;
}
