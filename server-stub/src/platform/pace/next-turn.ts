/** Runs a function when everything else that is due in the event loop has had its turn. */
export function inNextTurn(run: () => void): void {
  setImmediate(run);
}
