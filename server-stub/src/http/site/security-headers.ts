import type { FastifyInstance } from 'fastify';

/**
 * The dashboard loads nothing from elsewhere, and no text becomes markup, a script or a style: the one policy of Trusted
 * Types is `web/platform/trusted-text.ts`, and a `style` attribute in markup is refused. What components measure they set
 * on the element from a script, which is the page's own.
 * @param styleNonce of the page in this reply, whose components write style sheets; none for everything else
 */
export function contentSecurityPolicy(styleNonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    styleNonce === undefined ? "style-src 'self'" : `style-src 'self' 'nonce-${styleNonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

const OF_EVERY_OTHER_REPLY = contentSecurityPolicy();

/** What a page may ask a browser for, and ours never does. */
const PERMISSIONS_POLICY = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'serial', 'usb']
  .map(feature => `${feature}=()`)
  .join(', ');

/** A day: the rule is for all ports of the host, and another program on it may speak plain http. */
const HTTPS_ONLY = 'max-age=86400';

/** On every reply, pages and API alike. */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply
      .header('content-security-policy', OF_EVERY_OTHER_REPLY)
      .header('permissions-policy', PERMISSIONS_POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('x-frame-options', 'DENY')
      .header('referrer-policy', 'no-referrer')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('cross-origin-resource-policy', 'same-origin');
    if (request.protocol === 'https') {
      void reply.header('strict-transport-security', HTTPS_ONLY);
    }
    done();
  });
}
