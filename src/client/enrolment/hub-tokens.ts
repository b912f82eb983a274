import type { HubTrouble } from '../../delivery';

/** A token that says to a server who a hub's user is, or why there is none, now or ever. */
export type HubTokenAnswer =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'unavailable'; readonly trouble: HubTrouble }
  | { readonly kind: 'refused'; readonly trouble: HubTrouble };

/** Where tokens of the hub come from. Never throws or rejects. A token is used at once, and kept nowhere. */
export type HubTokens = (signal: AbortSignal) => Promise<HubTokenAnswer>;

/** Where there is no hub. */
export const noHub: HubTokens = async () => ({ kind: 'refused', trouble: { kind: 'no_hub' } });
