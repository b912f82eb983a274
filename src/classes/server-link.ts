import { joinCodeInFragment } from '../protocol';

/** An address that a student typed or pasted, read kindly. */
export type ServerLink =
  | {
      readonly kind: 'address';
      readonly serverUrl: string;
      /** Undefined when it is an address alone. */ readonly joinCode: string | undefined;
    }
  | { readonly kind: 'unreadable' | 'not_http' | 'has_password' };

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//iu;

/**
 * Reads `10.0.0.5:8600`, `https://school.example/class/` or an instructor's link with the code in it
 * (`#join=CODE` or `?join=CODE`). The result has no trailing slash; a path is kept, for servers behind a proxy.
 */
export function readServerLink(text: string): ServerLink {
  const typed = text.trim();
  const url = parseUrl(SCHEME.test(typed) ? typed : `http://${typed}`);
  if (url === undefined) {
    return { kind: 'unreadable' };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { kind: 'not_http' };
  }
  if (url.username !== '' || url.password !== '') {
    return { kind: 'has_password' };
  }
  const joinCode = joinCodeInFragment(url.hash.slice(1)) ?? url.searchParams.get('join')?.trim();
  return { kind: 'address', serverUrl: url.origin + url.pathname.replace(/(?<!\/)\/+$/u, ''), joinCode };
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
