import type { HelpCase } from './help-calls';

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** By when the server heard of them. */
export const byWait = (a: HelpCase, b: HelpCase): number =>
  compareText(a.request.since, b.request.since) || compareText(a.request.id, b.request.id);

/** The newest first. */
export const byClosing = (a: HelpCase, b: HelpCase): number =>
  (b.closedAtMs ?? 0) - (a.closedAtMs ?? 0) || compareText(a.request.id, b.request.id);
