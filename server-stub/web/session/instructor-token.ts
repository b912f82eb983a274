/**
 * The link that signs an instructor in. The token is in the fragment, which browsers keep to themselves: it is in no server's log.
 * @param serverUrl without a trailing slash
 */
export function formatSignInLink(serverUrl: string, token: string): string {
  return `${serverUrl}/#token=${encodeURIComponent(token)}`;
}

/** The token in the fragment of such a link, or of the printed one, or undefined. */
export function tokenInFragment(fragment: string): string | undefined {
  const token = new URLSearchParams(fragment).get('token')?.trim();
  return token === '' ? undefined : token;
}

/** What a person pasted into the token field: the token itself, or the whole printed link. */
export function tokenInInput(text: string): string {
  const trimmed = text.trim();
  const hash = trimmed.indexOf('#');
  return (hash === -1 ? undefined : tokenInFragment(trimmed.slice(hash + 1))) ?? trimmed;
}
