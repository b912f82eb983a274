/** How many seconds of the class pass in one of the page. */
export const SPEEDS = [1, 10, 60, 300] as const;
type Speed = (typeof SPEEDS)[number];

export interface Playback {
  /** Milliseconds since the replay's beginning. */
  readonly atMs: number;
  readonly speed: Speed;
  readonly isPlaying: boolean;
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
