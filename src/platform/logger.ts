/** Where our troubles go: never to the student's face, and each kind of trouble once. */
export interface Logger {
  /** Says `message` once for each `kind` in the life of the page. `message` must hold no token, code or name. */
  warnOnce(kind: string, message: string, cause?: unknown): void;
}

export function createConsoleLogger(): Logger {
  const seen = new Set<string>();
  return {
    warnOnce: (kind, message, cause) => {
      if (!seen.has(kind)) {
        seen.add(kind);
        console.warn(`[cell-monitor] ${message}`, ...(cause === undefined ? [] : [cause]));
      }
    },
  };
}
