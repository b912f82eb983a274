/** Where libraries that write style sheets look for the nonce, by a convention that bundlers began. */
type WithNonce = typeof globalThis & { __webpack_nonce__?: string };

/**
 * The word by which the browser knows this page's own style sheets: the server makes one for each reply and allows no
 * other sheet in its Content-Security-Policy. Empty without a server of ours, which asks for none.
 */
export function readStyleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Hands the nonce to libraries that have no setting for it. Call it before anything is drawn. */
export function shareStyleNonce(nonce: string): void {
  (globalThis as WithNonce).__webpack_nonce__ = nonce;
}
