interface Done<A, R> {
  readonly args: A;
  readonly result: R;
}

/** The same work, done once for an object as long as the rest stays the same: many parts of the page ask for the same of each board. */
export function onceFor<K extends object, A extends readonly unknown[], R>(work: (key: K, ...args: A) => R): (key: K, ...args: A) => R {
  const newest = new WeakMap<K, Done<A, R>>();
  return (key, ...args) => {
    const known = newest.get(key);
    if (known?.args.every((arg, index) => Object.is(arg, args[index])) === true) {
      return known.result;
    }
    const result = work(key, ...args);
    newest.set(key, { args, result });
    return result;
  };
}
