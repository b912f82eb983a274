/**
 * Stands in the built page wherever the nonce of a reply belongs; the build writes it (`vite.config.ts`), and the
 * server puts another word in its place each time.
 */
export const STYLE_NONCE_PLACEHOLDER = '{{style-nonce}}';
