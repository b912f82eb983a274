import { Skeleton } from '@mantine/core';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useLive } from '../../class/live/live-class-provider';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';
import { formatClock } from '../../text/format';

const PATIENCE_MS = 3000;

/** Shown until the first snapshot arrives; says so when that takes long. */
export function LoadingBoard(): ReactNode {
  const { clock, ticker } = usePorts();
  const connection = useLive(state => state.connection);
  const sinceMs = connection.phase === 'connecting' ? connection.sinceMs : undefined;
  const isLate = useSyncExternalStore(ticker.subscribe, () => sinceMs !== undefined && clock.now() - sinceMs > PATIENCE_MS);
  return (
    <div aria-busy="true" className="loading-board">
      <p role="status" className="soft">
        {isLate && sinceMs !== undefined
          ? t('shell.connection.bandConnecting', { since: formatClock(sinceMs) })
          : t('shell.connection.loading')}
      </p>
      <Skeleton height={120} radius="lg" />
      <Skeleton height={320} radius="lg" />
    </div>
  );
}
