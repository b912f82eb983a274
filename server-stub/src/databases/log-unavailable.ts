/** The store cannot take or give anything now. Nothing that was asked for has been acknowledged. */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
}
