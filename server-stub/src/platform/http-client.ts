/** The network as the platform has it, for what the server tells others by itself. Follows no redirect: it would carry a token along. */
export const systemFetch: typeof globalThis.fetch = (input, init) => fetch(input, { redirect: 'error', ...init });
