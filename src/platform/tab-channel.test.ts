import { afterEach, expect, it } from 'vitest';
import { createTabChannel, type TabChannel } from './tab-channel';

let open: TabChannel[] = [];

afterEach(() => {
  open.forEach(channel => channel.close());
  open = [];
});

function tab(name: string): { readonly channel: TabChannel; readonly heard: string[]; readonly next: () => Promise<string> } {
  const channel = createTabChannel(BroadcastChannel, name);
  open.push(channel);
  const heard: string[] = [];
  channel.onPost(text => void heard.push(text));
  const next = () =>
    new Promise<string>(resolve => {
      const stop = channel.onPost(text => {
        stop();
        resolve(text);
      });
    });
  return { channel, heard, next };
}

it('what one tab tells is heard by the others of the same user, and by nobody else', async () => {
  const [one, other, stranger] = [tab('ada'), tab('ada'), tab('grace')];
  const told = other.next();
  one.channel.post('hello');
  expect(await told).toBe('hello');
  const answer = one.next();
  other.channel.post('good day');
  expect(await answer).toBe('good day');
  expect([one.heard, other.heard, stranger.heard]).toEqual([['good day'], ['hello'], []]);
});

it('what is no text was told by a page of another version, and is not heard', async () => {
  const { next, heard } = tab('ada');
  const foreign = new BroadcastChannel('ada');
  const told = next();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- as in the channel itself
  [{ user: {} }, 'hello'].forEach(message => foreign.postMessage(message));
  expect(await told).toBe('hello');
  expect(heard).toEqual(['hello']);
  foreign.close();
});
