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
    <Outline
      says={
        isLate && since !== undefined
          ? t('shell.connection.bandConnecting', { since: formatClock(since.wallMs) })
          : t('shell.connection.loading')
      }
    />
  );
}

/** Shown until the code of a screen has come. */
export function LoadingPart({ name }: { readonly name: string }): ReactNode {
  return <Outline says={t('shell.loading.screen', { name })} />;
}

function Outline({ says }: { readonly says: string }): ReactNode {
  return (
    <div aria-busy="true" className="loading-board">
      <p role="status" className="soft">
        {says}
      </p>
      <div className="loading-shape" />
      <div className="loading-shape" data-large="true" />
    </div>
  );
}
