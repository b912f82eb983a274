/** Why no answer of the class's server came, told from the two addresses and from what answered instead. */
export type ContactTrouble =
  | {
      /**
       * - `unreachable`: no connection, or no answer in time
       * - `https_needed`: the page is on https, so the browser refuses a server on http
       * - `local_network`: the browser may be asking whether the page may call a private address
       */
      readonly kind: 'unreachable' | 'https_needed' | 'local_network';
      /** The server's, such as `http://10.0.0.5:8600`. */
      readonly origin: string;
    }
  /** Something other than the class's server answered, such as the log-in page of a network. */
  | { readonly kind: 'foreign_answer' };

/** Why JupyterHub does not say who the student is; `not_asked` and `silent` may pass, the rest does not. */
export interface HubTrouble {
  readonly kind: 'hub_not_asked' | 'hub_silent' | 'hub_other_user' | 'hub_staff' | 'no_hub';
}

/** What is wrong, as a code. People read of it in words of `ui/`, in their own language. */
export type Trouble =
  | ContactTrouble
  | HubTrouble
  /** What sends could not be loaded from the Jupyter server, and nobody was asked. */
  | { readonly kind: 'part_missing' }
  /** The server is there, but takes nothing now; asks for fewer requests; has no time to delete. */
  | { readonly kind: 'unavailable' | 'slow_down' | 'busy' }
  | { readonly kind: 'batch_too_large' }
  /** An instructor has released the name from this device: the student says whether it is theirs. */
  | { readonly kind: 'released' }
  /** What the server says itself, in its own words. @see PROBLEMS for the codes */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | { readonly kind: 'server_says'; readonly detail: string };

/** Whether nothing new is wrong. */
export function isSameTrouble(one: Trouble | null, other: Trouble | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
