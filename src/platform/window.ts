/** The parts of a browser's window that the client uses; `locks` and `storage` are missing on pages that are no secure context. */
export interface BrowserWindow {
  readonly indexedDB: IDBFactory;
  /** Throws where the browser refuses storage. */
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly navigator: { readonly locks?: LockManager; readonly storage?: Pick<StorageManager, 'persist'> };
  readonly location: { readonly href: string };
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener'>;
  addEventListener(
    type: 'pageshow' | 'pagehide',
    listener: (event: PageTransitionEvent) => void,
    options?: { readonly capture: boolean },
  ): void;
  addEventListener(type: 'online' | 'visibilitychange', listener: () => void, options?: { readonly capture: boolean }): void;
}
