const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|.*\.localhost)$/u;
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cd])/u;

/**
 * Says why no answer came. `fetch` itself only says "Failed to fetch", so the two addresses are looked at first:
 * browsers refuse calls from https to http, and ask before a public page may call a private address.
 * @param pageUrl the address of the page, or undefined where there is none
 */
export function explainUnreachable(serverUrl: string, pageUrl: string | undefined): string {
  const server = new URL(serverUrl);
  const page = pageUrl === undefined ? undefined : new URL(pageUrl);
  if (page?.protocol === 'https:' && server.protocol === 'http:' && !LOOPBACK.test(server.hostname)) {
    return `this page is on https, so the browser refuses the class server at ${server.origin}: the server needs an https address`;
  }
  if (page !== undefined && isPrivate(server.hostname) && !isPrivate(page.hostname) && !LOOPBACK.test(page.hostname)) {
    return `the class server at ${server.origin} cannot be reached: if the browser asks for access to the local network, allow it`;
  }
  return `the class server at ${server.origin} cannot be reached`;
}

function isPrivate(hostname: string): boolean {
  return LOOPBACK.test(hostname) || PRIVATE.test(hostname);
}
