// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { createLocalKeepsake } from './keepsake';

describe('what is kept in localStorage', () => {
  beforeEach(() => window.localStorage.clear());

  it('is nothing at first', () => {
    expect(createLocalKeepsake(window, 'device').read()).toBeUndefined();
  });

  it('is there for the next page', () => {
    createLocalKeepsake(window, 'device').write('a');
    expect(createLocalKeepsake(window, 'device').read()).toBe('a');
    expect(createLocalKeepsake(window, 'device of another').read()).toBeUndefined();
  });

  it('is nothing, and no error, where the browser refuses', () => {
    const strict = {
      get localStorage(): Storage {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    const keepsake = createLocalKeepsake(strict, 'device');
    keepsake.write('a');
    expect(keepsake.read()).toBeUndefined();
  });
});
