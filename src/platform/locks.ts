/** Mutual exclusion between the tabs of one origin. Locks save work; correctness never rests on them. */
export interface Locks {
  /** Takes the lock `name` if no other tab has it. @returns releases it, or undefined when it is taken */
  tryHold(name: string): Promise<(() => void) | undefined>;
}

/** The browser's Web Locks: freed by the browser when the tab dies. Secure contexts only. */
export function createWebLocks(manager: LockManager, prefix: string): Locks {
  return {
    tryHold: name =>
      new Promise((resolve, reject) => {
        const request = manager.request(prefix + name, { ifAvailable: true }, lock => {
          if (lock === null) {
            resolve(undefined);
            return undefined;
          }
          return new Promise<void>(release => {
            resolve(release);
          });
        });
        request.catch(reject);
      }),
  };
}

/** For a client that is alone with its outbox: every lock is free until it is held. */
export function createSoleLocks(): Locks {
  const held = new Set<string>();
  return {
    tryHold: name => {
      if (held.has(name)) {
        return Promise.resolve(undefined);
      }
      held.add(name);
      return Promise.resolve(() => void held.delete(name));
    },
  };
}
