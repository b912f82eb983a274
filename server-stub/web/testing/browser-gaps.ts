import { learnLaterTexts } from '../text/translate';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

/** What jsdom lacks and the components need; no test looks at it. */
window.matchMedia = query => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
});

window.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

window.scrollTo = () => {};

Element.prototype.setPointerCapture = () => {};

/** Nothing is drawn: what a chart says is in the table behind it. */
HTMLCanvasElement.prototype.getContext = () => null;

// A test may draw a part of the page that comes later by itself.
await learnLaterTexts();
