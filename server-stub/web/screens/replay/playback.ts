/** How many seconds of the class pass in one of the page. */
export const SPEEDS = [1, 10, 60, 300] as const;
type Speed = (typeof SPEEDS)[number];

export interface Playback {
  /** Milliseconds since the replay's beginning. */
  readonly atMs: number;
  readonly speed: Speed;
  readonly isPlaying: boolean;
}

/** What the slider's keys move, in milliseconds: arrows a minute, Page keys five. */
const KEY_STEPS_MS: Readonly<Record<string, number>> = {
  ArrowRight: 60_000,
  ArrowUp: 60_000,
  ArrowLeft: -60_000,
  ArrowDown: -60_000,
  PageUp: 300_000,
  PageDown: -300_000,
};

/** Where a key leads to from `atMs`; undefined for one that is none of the slider's. */
export function atKey(key: string, atMs: number, lengthMs: number): number | undefined {
  const toMs = { Home: 0, End: lengthMs }[key] ?? atMs + (KEY_STEPS_MS[key] ?? Number.NaN);
  return Number.isNaN(toMs) ? undefined : Math.min(lengthMs, Math.max(0, toMs));
}

/** After `elapsedMs` of real time. It stops at the end. */
export function advance(playback: Playback, elapsedMs: number, lengthMs: number): Playback {
  if (!playback.isPlaying) {
    return playback;
  }
  const atMs = Math.min(lengthMs, playback.atMs + elapsedMs * playback.speed);
  return { ...playback, atMs, isPlaying: atMs < lengthMs };
}

/** Plays or stops; from the end it begins again. */
export function toggle(playback: Playback, lengthMs: number): Playback {
  const isAtEnd = playback.atMs >= lengthMs;
  return { ...playback, isPlaying: !playback.isPlaying, atMs: !playback.isPlaying && isAtEnd ? 0 : playback.atMs };
}
