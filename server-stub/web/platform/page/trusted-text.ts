/** The part of Trusted Types that we use; the DOM's own types do not know it yet. */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { createHTML: (text: string) => string | null }): unknown;
}

/**
 * Where the server's Content-Security-Policy asks for Trusted Types, the browser asks this rule about every text that would
 * become markup. The components write style sheets that way, so text passes that can make no element; anything else is refused,
 * and scripts made of text are refused altogether.
 */
export const createHTML = (text: string): string | null => (/[<&]/u.test(text) ? null : text);

/** Call it before anything is drawn. Browsers without Trusted Types go without. */
export function refuseMarkup(): void {
  const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', { createHTML });
}
