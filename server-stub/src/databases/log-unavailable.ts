/** The store cannot take or give anything now. Nothing that was asked for has been acknowledged. */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
}

/** A class that was here is not any more. The store itself may be well, and so may every other class in it. */
export class ClassGoneError extends LogUnavailableError {
  constructor() {
    super('the class is gone from the store: restore a backup, or restart the server to begin anew');
  }
}
