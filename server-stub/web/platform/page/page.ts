/** The window around the page. */
export interface Page {
  setTitle(title: string): void;
  /** Tells screen readers, hyphenation and fonts what language the page is in; a BCP 47 tag. */
  setLanguage(language: string): void;
  /** Whether the person asked the system or the browser for more contrast. */
  readonly prefersContrast: boolean;
  /** Switches between high contrast and the usual colours. */
  setContrast(isHigh: boolean): void;
  /** Where people sign in with a JupyterHub, as the server told the page; undefined where they do not. */
  readonly hubSignIn: string | undefined;
  /** Reloads at the same address. */
  reload(): void;
  /** Whether anybody can see it: false in a tab in the background. */
  isVisible(): boolean;
  /** Calls back whenever `isVisible` has changed. @returns stops that */
  onVisibility(listener: () => void): () => void;
  /** Calls back when the network or the person comes back: a good moment to try again. */
  onReturn(listener: () => void): () => void;
  /** Asks whoever closes the tab whether they mean it. @returns stops that */
  askBeforeClosing(): () => void;
}

export const browserPage: Page = {
  setTitle(title) {
    if (document.title !== title) {
      document.title = title;
    }
  },
  setLanguage(language) {
    document.documentElement.lang = language;
  },
  get prefersContrast() {
    return matchMedia('(prefers-contrast: more)').matches;
  },
  setContrast(isHigh) {
    document.documentElement.dataset['contrast'] = isHigh ? 'more' : 'usual';
  },
  get hubSignIn() {
    return document.querySelector<HTMLMetaElement>('meta[name="hub-sign-in"]')?.content;
  },
  reload() {
    location.reload();
  },
  isVisible: () => document.visibilityState === 'visible',
  onVisibility(listener) {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
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
  askBeforeClosing() {
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  },
};
