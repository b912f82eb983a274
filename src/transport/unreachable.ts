import type { ContactTrouble } from '../delivery';

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|.*\.localhost)$/u;
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cd])/u;

/**
 * Tells why no answer came. `fetch` itself only says "Failed to fetch", so the two addresses are looked at first:
 * browsers refuse calls from https to http, and ask before a public page may call a private address.
 * @param pageUrl the address of the page, or undefined where there is none
 */
export function explainUnreachable(serverUrl: string, pageUrl: string | undefined): ContactTrouble {
  const server = new URL(serverUrl);
  const { origin } = server;
  const page = pageUrl === undefined ? undefined : new URL(pageUrl);
  if (page?.protocol === 'https:' && server.protocol === 'http:' && !LOOPBACK.test(server.hostname)) {
    return { kind: 'https_needed', origin };
  }
  if (page !== undefined && isPrivate(server.hostname) && !isPrivate(page.hostname) && !LOOPBACK.test(page.hostname)) {
    return { kind: 'local_network', origin };
  }
  return { kind: 'unreachable', origin };
}

function isPrivate(hostname: string): boolean {
  return LOOPBACK.test(hostname) || PRIVATE.test(hostname);
}
