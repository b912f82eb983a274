/** The store that the server was told to use cannot be used at all. The message tells the operator why and what to do. */
export class StoreUnusableError extends Error {
  override readonly name = 'StoreUnusableError';
}
