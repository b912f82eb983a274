// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { useHeldItems } from './use-held-order';

const itself = (item: string): string => item;

function List({ items }: { readonly items: readonly string[] }): ReactNode {
  const { shown, handlers } = useHeldItems(items, itself);
  return (
    <ul {...handlers}>
      {shown.map(item => (
        <li key={item}>
          <button type="button">{item}</button>
        </li>
      ))}
    </ul>
  );
}

const order = (): string[] => screen.getAllByRole('button').map(({ textContent }) => textContent);

it('stays while the keyboard is in the list, and follows again once the line with the focus has gone', () => {
  // jsdom does not know how the focus came. `call` binds it.
  // eslint-disable-next-line typescript/unbound-method
  const matches = Element.prototype.matches;
  vi.spyOn(Element.prototype, 'matches').mockImplementation(function (this: Element, selector) {
    return selector === ':focus-visible' || matches.call(this, selector);
  });
  const { rerender } = render(<List items={['a', 'b']} />);
  act(() => screen.getByRole('button', { name: 'a' }).focus());
  rerender(<List items={['c', 'b', 'a']} />);
  expect(order()).toEqual(['a', 'b', 'c']);
  rerender(<List items={['c', 'b']} />);
  expect(order()).toEqual(['c', 'b']);
  rerender(<List items={['d', 'c', 'b']} />);
  expect(order()).toEqual(['d', 'c', 'b']);
});
