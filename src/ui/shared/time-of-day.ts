/** When something was, or is to be, as a student reads it: a message of last week must not look like one of today. Both in milliseconds since the epoch. */
export function timeOfDay(ms: number, nowMs: number): string {
  const [date, now] = [new Date(ms), new Date(nowMs)];
  return date.toDateString() === now.toDateString() ? date.toLocaleTimeString() : date.toLocaleString();
}
