/** System notifications. */
export interface Notices {
  /** Asks the person, if it is not known yet; call it in a click. Resolves to whether they are allowed. */
  ask(): Promise<boolean>;
  /** Shows one, unless the page itself can be seen. A later one takes its place. A click on it brings the page to the front. */
  show(title: string, text: string): void;
}

const TAG = 'cell-monitor-help';

/** Pages over plain `http://` from another computer cannot have them. */
export const browserNotices: Notices = {
  async ask() {
    if (!('Notification' in window) || !window.isSecureContext) {
      return false;
    }
    return (await Notification.requestPermission()) === 'granted';
  },
  show(title, text) {
    if (document.visibilityState === 'visible' || !('Notification' in window) || Notification.permission !== 'granted') {
      return;
    }
    try {
      const notice = new Notification(title, { body: text, tag: TAG });
      notice.addEventListener('click', () => {
        window.focus();
        notice.close();
      });
    } catch {
      // Phones allow them to service workers alone; the page's title still counts.
    }
  },
};
