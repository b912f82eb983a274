import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';
import { formatAgo, formatHour, formatMoment, formatSpan } from '../../text/format';
import { useLiveStore } from './live-class-provider';
import { serverTime } from '../model/server-clock';

interface MomentProps {
  /** RFC 3339, by the server's clock; null for never. */
  readonly at: string | null;
}

/** "12 s ago", updated every second, with date and time as a tooltip. */
export function Ago({ at }: MomentProps): ReactNode {
  const text = useTicking(nowMs => (at === null ? t('common.ago.never') : formatAgo(nowMs - Date.parse(at))));
  return <Time at={at} text={text} />;
}

/** The time since `at` (RFC 3339, by the server's clock), such as "6 min", kept up to date. */
export function useSpanSince(at: string): string {
  return useTicking(nowMs => formatSpan(nowMs - Date.parse(at)));
}

/** The time of day at `at` (RFC 3339, by the server's clock) on the instructor's clock, such as "14:02". */
export function useClockTime(at: string): string {
  const store = useLiveStore();
  return useMemo(() => formatHour(Date.parse(at) - (store.getState().serverClock.offsetMs ?? 0)), [at, store]);
}

/** The server's time in milliseconds, rounded down to `stepMs`: rerenders once per step. */
export function useServerNow(stepMs: number): number {
  const { clock, ticker } = usePorts();
  const store = useLiveStore();
  return useSyncExternalStore(ticker.subscribe, () => Math.floor(serverTime(store.getState().serverClock, clock.now()) / stepMs) * stepMs);
}

function Time({ at, text }: MomentProps & { readonly text: string }): ReactNode {
  const store = useLiveStore();
  const title = useMemo(
    () => (at === null ? '' : formatMoment(Date.parse(at) - (store.getState().serverClock.offsetMs ?? 0))),
    [at, store],
  );
  if (at === null) {
    return <span className="soft">{text}</span>;
  }
  return (
    <time dateTime={at} title={title}>
      {text}
    </time>
  );
}

/** A text that depends on the server's time, in milliseconds; rerenders only when the text changes. */
export function useTicking(describe: (serverNowMs: number) => string): string {
  const { clock, ticker } = usePorts();
  const store = useLiveStore();
  return useSyncExternalStore(ticker.subscribe, () => describe(serverTime(store.getState().serverClock, clock.now())));
}
