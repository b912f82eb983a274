import type { ContactTrouble } from '../delivery';
import type { ClassPreview } from '../protocol';

/** What a server said of a join code. */
export type LookupOutcome =
  | { readonly kind: 'found'; readonly preview: ClassPreview }
  /** The server knows us and says no: there is no class with this code. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly trouble: ContactTrouble }
  /** It is busy, or too old for the question. */
  | { readonly kind: 'unanswered' };

/** Asks a server what its class with a join code is, before joining. Never rejects. */
export type ClassLookup = (serverUrl: string, joinCode: string, signal: AbortSignal) => Promise<LookupOutcome>;
