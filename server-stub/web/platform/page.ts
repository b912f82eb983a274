/** The window around the page. */
export interface Page {
  setTitle(title: string): void;
  /** Calls back when the network or the person comes back: a good moment to try again. */
  onReturn(listener: () => void): () => void;
}

export const browserPage: Page = {
  setTitle(title) {
    document.title = title;
  },
  onReturn(listener) {
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') {
        listener();
      }
    };
    window.addEventListener('online', listener);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      window.removeEventListener('online', listener);
      document.removeEventListener('visibilitychange', onVisible);
    };
  },
};
