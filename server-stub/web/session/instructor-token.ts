/** The token in the fragment of the printed link (`#token=…`), or undefined. */
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
