import { expect, it } from 'vitest';
import { createHTML } from './trusted-text';

it('lets style sheets pass as they are', () => {
  const css = ':root{--mantine-color-body: var(--surface);}@media (max-width: 47.99em) {.a > .b {display: none !important;}}';

  expect(createHTML(css)).toBe(css);
});

it.each(['<img src=x onerror=alert(1)>', 'a<b', '&lt;script&gt;', '</style><script>'])('refuses %s', text => {
  expect(createHTML(text)).toBeNull();
});
