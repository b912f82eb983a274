/** A token that says to a server who a hub's user is, or why there is none, now or ever, in words for the student. */
export type HubTokenAnswer =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'unavailable'; readonly detail: string }
  | { readonly kind: 'refused'; readonly detail: string };

/** Where tokens of the hub come from. Never throws or rejects. A token is used at once, and kept nowhere. */
export type HubTokens = (signal: AbortSignal) => Promise<HubTokenAnswer>;

/** Where there is no hub. */
export const noHub: HubTokens = async () => ({ kind: 'refused', detail: 'this JupyterLab runs on no JupyterHub' });
