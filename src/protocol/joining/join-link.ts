/**
 * The link that an instructor shows: the form in JupyterLab takes it whole, and a browser that opens it shows a page that says so.
 * The code is in the fragment, which browsers keep to themselves: it is in no server's log.
 * @param serverUrl without a trailing slash
 */
export function formatJoinLink(serverUrl: string, joinCode: string): string {
  return `${serverUrl}/#join=${encodeURIComponent(joinCode)}`;
}

/** The code of a join link, from the part behind its `#`; undefined for any other fragment. */
export function joinCodeInFragment(fragment: string): string | undefined {
  return new URLSearchParams(fragment).get('join')?.trim();
}
