// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { browserFocus } from './page-focus';

let pressed: string[];
const focused = (): string | undefined => document.activeElement?.id;

beforeEach(() => {
  pressed = [];
  HTMLElement.prototype.scrollIntoView = () => {};
  document.body.replaceChildren();
  const content = document.createElement('main');
  content.id = 'content';
  document.body.append(content);
  for (const name of ['ada', 'bob']) {
    const row = document.createElement('li');
    const link = Object.assign(document.createElement('a'), { id: name, href: '#' });
    link.dataset['step'] = '';
    const button = Object.assign(document.createElement('button'), { id: `go-to-${name}`, onclick: () => pressed.push(name) });
    button.dataset['press'] = 'claim';
    row.append(link, button);
    content.append(row);
  }
});

describe('the focus', () => {
  it('steps through what the screen marks, and stays at the ends', () => {
    const places = ([1, 1, 1, -1, -1] as const).map(direction => {
      browserFocus.step(direction);
      return focused();
    });
    expect(places).toEqual(['ada', 'bob', 'bob', 'ada', 'ada']);
  });

  it('steps on from a button of a row', () => {
    document.querySelector<HTMLElement>('#go-to-ada')?.focus();
    browserFocus.step(1);
    expect(focused()).toBe('bob');
  });

  it('presses the button of the row that it is in, and none without a row', () => {
    browserFocus.press('claim');
    browserFocus.step(1);
    browserFocus.press('claim');
    expect(pressed).toEqual(['ada']);
  });
});
