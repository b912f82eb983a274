/** Names one recorded run, whichever source it travels in: the page load, and its number there from 1. */
export function labelOf(page: string, n: number): string {
  return `${page}:${String(n)}`;
}

/** The run's number in its page load, from 1. */
export function numberOf(label: string): number {
  return Number(label.slice(label.indexOf(':') + 1));
}
