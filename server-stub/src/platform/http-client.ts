/** The network as the platform has it, for what the server tells others by itself. */
export const systemFetch: typeof globalThis.fetch = (input, init) => fetch(input, init);
