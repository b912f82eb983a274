import { DisposableDelegate, type IDisposable } from '@lumino/disposable';

import { isObject } from '../../protocol';

/** What Yjs calls with each change of a list: `local` for one that this page made. */
type Listener = (event: unknown, transaction: unknown) => void;

interface ObservedList {
  observe(listener: Listener): void;
  unobserve(listener: Listener): void;
}

/** The cells of a shared notebook that somebody else put in, took out or moved: their own page tells of that. */
export class OthersChanges implements IDisposable {
  readonly #readIds: () => readonly string[];
  readonly #connection: IDisposable;
  readonly #ids = new Set<string>();
  #known: ReadonlySet<string>;

  /** @param sharedModel of the notebook, of which JupyterLab's types do not tell all. @param readIds those of the cells as they are now */
  constructor(sharedModel: unknown, readIds: () => readonly string[]) {
    this.#readIds = readIds;
    this.#known = new Set(readIds());
    const cells = findList(sharedModel);
    this.#connection = cells !== undefined ? this.#follow(cells) : new DisposableDelegate(() => undefined);
  }

  get isDisposed(): boolean {
    return this.#connection.isDisposed;
  }

  /** The ids of the cells that others changed since the last time. */
  take(): ReadonlySet<string> {
    const taken = new Set(this.#ids);
    this.#ids.clear();
    return taken;
  }

  dispose(): void {
    this.#connection.dispose();
  }

  #follow(cells: ObservedList): IDisposable {
    const listen: Listener = (event, transaction) =>
      this.#note(insertedIds(event), isObject(transaction) && transaction['local'] === false);
    cells.observe(listen);
    return new DisposableDelegate(() => cells.unobserve(listen));
  }

  #note(inserted: readonly string[], isOfOthers: boolean): void {
    const [before, now] = [this.#known, new Set(this.#readIds())];
    this.#known = now;
    const [came, went] = [[...now].filter(id => !before.has(id)), [...before].filter(id => !now.has(id))];
    const changed = [...inserted, ...came, ...went];
    changed.forEach(id => (isOfOthers ? this.#ids.add(id) : this.#ids.delete(id)));
  }
}

/** A cell that was moved is taken out and put in elsewhere. */
function insertedIds(event: unknown): string[] {
  const changes = isObject(event) ? event['changes'] : undefined;
  const delta: unknown = isObject(changes) ? changes['delta'] : undefined;
  const steps = Array.isArray(delta) ? (delta as unknown[]) : [];
  const inserted = steps.flatMap(step => (isObject(step) && Array.isArray(step['insert']) ? (step['insert'] as unknown[]) : []));
  return inserted.map(idOf).filter(id => id !== undefined);
}

function idOf(cell: unknown): string | undefined {
  const id: unknown =
    isObject(cell) && typeof cell['get'] === 'function' ? (cell as { get(key: string): unknown } & object).get('id') : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** The list that Yjs shares the cells in; undefined in a JupyterLab whose notebooks are made otherwise. */
function findList(sharedModel: unknown): ObservedList | undefined {
  const document: unknown = isObject(sharedModel) ? sharedModel['ydoc'] : undefined;
  const cells: unknown =
    isObject(document) && typeof document['getArray'] === 'function'
      ? (document as { getArray(name: string): unknown } & object).getArray('cells')
      : undefined;
  return isList(cells) ? cells : undefined;
}

function isList(value: unknown): value is ObservedList {
  return isObject(value) && typeof value['observe'] === 'function' && typeof value['unobserve'] === 'function';
}
