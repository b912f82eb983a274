type Put = (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest;

/**
 * Watches the page's database from the outside: calls back with the labels of the runs whose transaction has completed.
 * The client promises nothing about a run before that, and everything after it.
 */
export function watchDurableRuns(onDurable: (labels: readonly string[]) => void): void {
  const watched = new WeakMap<IDBTransaction, string[]>();
  const put = Reflect.get(IDBObjectStore.prototype, 'put') as Put;
  const labelsOf = (transaction: IDBTransaction): string[] => {
    const known = watched.get(transaction);
    if (known !== undefined) {
      return known;
    }
    const labels: string[] = [];
    watched.set(transaction, labels);
    transaction.addEventListener('complete', () => onDurable(labels));
    return labels;
  };
  IDBObjectStore.prototype.put = function watchedPut(value: unknown, key?: IDBValidKey) {
    const label = readLabel(value);
    if (label !== undefined) {
      labelsOf(this.transaction).push(label);
    }
    return put.call(this, value, key) as IDBRequest<IDBValidKey>;
  };
}

function readLabel(value: unknown): string | undefined {
  const body = (value as { readonly body?: unknown } | null)?.body;
  if (typeof body !== 'string') {
    return undefined;
  }
  return (JSON.parse(body) as { readonly data?: { readonly label?: string } }).data?.label;
}
