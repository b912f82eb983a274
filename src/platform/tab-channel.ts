/** What the tabs of one user tell each other. A tab that opens later does not hear of it, and nobody is waited for. */
export interface TabChannel {
  /** Tells the other tabs. */
  post(text: string): void;
  /** Hears the other tabs, and never this one. @returns stops */
  onPost(listener: (text: string) => void): () => void;
  close(): void;
}

/** The browser's channel between the pages of one origin, on plain http, too. @param name is the same in the tabs that hear each other */
export function createTabChannel(Channel: typeof BroadcastChannel, name: string): TabChannel {
  const channel = new Channel(name);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin than its own
    post: text => channel.postMessage(text),
    onPost: listener => {
      const hear = ({ data }: MessageEvent<unknown>) => void (typeof data === 'string' && listener(data));
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    close: () => channel.close(),
  };
}
