import type { HelpRequest } from '../../../../src/protocol';
import type { Board } from '../model/board';
import type { LiveStore } from '../live/live-store';
import { onBoard } from '../live/on-board';
import { serverTime } from '../model/server-clock';
import type { Clock } from '../../platform/clock';
import type { Timers } from '../../platform/timers';
import { listen, QUIET, ringsInMs } from './help-alarm';

export interface RingPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ring: (calls: readonly HelpRequest[], students: Board['students']) => void;
}

/** Rings for incoming help requests, even while the page is hidden. @returns stops it */
export function ringForHelp(store: LiveStore, { clock, timers, ring }: RingPorts): () => void {
  let alarm = QUIET;
  let cancelLater = (): void => {};
  const look = ({ help, students }: Board): void => {
    cancelLater();
    const nowMs = serverTime(store.getState().serverClock, clock.now());
    const step = listen(alarm, help, nowMs);
    alarm = step.state;
    if (step.ring.length > 0) {
      ring(step.ring, students);
    }
    const laterMs = ringsInMs(alarm, nowMs);
    cancelLater = laterMs === undefined ? () => {} : timers.after(laterMs, lookAgain);
  };
  const lookAgain = (): void => {
    const { board } = store.getState();
    if (board !== undefined) {
      look(board);
    }
  };
  const stop = onBoard(store, look);
  return () => {
    stop();
    cancelLater();
  };
}
