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
  const since = connection.phase === 'connecting' ? connection.since : undefined;
  const isLate = useSyncExternalStore(ticker.subscribe, () => since !== undefined && clock.monotonic() - since.monotonicMs > PATIENCE_MS);
  return (
    <div aria-busy="true" className="loading-board">
      <p role="status" className="soft">
        {isLate && since !== undefined
          ? t('shell.connection.bandConnecting', { since: formatClock(since.wallMs) })
          : t('shell.connection.loading')}
      </p>
      <Skeleton height={120} radius="lg" />
      <Skeleton height={320} radius="lg" />
    </div>
  );
}
