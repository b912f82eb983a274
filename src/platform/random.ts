/** A number in [0, 1). Injected, so that a seed repeats a run. */
export type Random = () => number;

export const systemRandom: Random = () => Math.random();

/** Makes ids of 128 random bits in base64url, 22 characters. */
export type RandomId = () => string;

/** Works without a secure context too: `crypto.randomUUID` is missing on plain http, `getRandomValues` is not. */
export const systemRandomId: RandomId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};
