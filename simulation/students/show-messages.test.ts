import { expect, it } from 'vitest';
import { type Inbox, markShown, receiveMessages, unshown } from '../../src/client/assistance/inbox';
import { showMessages } from './show-messages';

it('takes what has come from the instructors, once, and nothing where nothing has', () => {
  let follow = (): void => undefined;
  const takings: Inbox[] = [];
  const status: { messages: Inbox } = { messages: [] };
  const takeUnshown = (): Promise<Inbox> => {
    const taken = unshown(status.messages);
    takings.push(taken);
    status.messages = markShown(status.messages);
    return Promise.resolve(taken);
  };
  const onStatusChange = (listener: () => void): (() => void) => {
    follow = listener;
    return () => undefined;
  };
  showMessages({ status, messages: { takeUnshown }, onStatusChange });

  follow();
  status.messages = receiveMessages(status.messages, [{ id: 'm1', text: 'Try the small case by hand.' }], 0);
  follow();
  follow();
  expect(takings.map(taken => taken.map(({ id }) => id))).toEqual([['m1']]);
});
