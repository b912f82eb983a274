import { useCallback, useEffect, useState } from 'react';
import { usePorts } from '../../ports';
import { advance, type Playback, toggle } from './playback';

/** Often enough to look like motion, seldom enough to draw a class of 200 each time. */
const STEP_MS = 100;

export interface PlaybackControl {
  readonly playback: Playback;
  readonly change: (changes: Partial<Playback>) => void;
  readonly toggle: () => void;
}

/** Advances the replay while it plays and the page is visible. It starts at the end, where the class is now. */
export function usePlayback(lengthMs: number): PlaybackControl {
  const { clock, timers, page } = usePorts();
  const [playback, setPlayback] = useState<Playback>({ atMs: lengthMs, speed: 60, isPlaying: false });
  const { isPlaying } = playback;

  useEffect(() => {
    if (!isPlaying) {
      return undefined;
    }
    let lastMs: number;
    let cancel = (): void => {};
    const step = (): void => {
      const nowMs = clock.monotonic();
      const elapsedMs = nowMs - lastMs;
      lastMs = nowMs;
      setPlayback(before => advance(before, elapsedMs, lengthMs));
      cancel = timers.after(STEP_MS, step);
    };
    const goOn = (): void => {
      cancel();
      lastMs = clock.monotonic();
      cancel = page.isVisible() ? timers.after(STEP_MS, step) : () => {};
    };
    goOn();
    const stopLooking = page.onVisibility(goOn);
    return () => {
      stopLooking();
      cancel();
    };
  }, [clock, timers, page, isPlaying, lengthMs]);

  const change = useCallback((changes: Partial<Playback>) => setPlayback(before => ({ ...before, ...changes })), []);
  const onToggle = useCallback(() => setPlayback(before => toggle(before, lengthMs)), [lengthMs]);
  return { playback, change, toggle: onToggle };
}
