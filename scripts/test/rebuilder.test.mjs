import { describe, expect, it } from 'vitest';
import { createRebuilder } from '../dev/rebuilder.mjs';

function createBench() {
  /** @type {(() => void)[]} */
  const endings = [];
  /** @type {(() => void) | undefined} */
  let quiet;
  const rebuilder = createRebuilder(
    () => new Promise(resolve => endings.push(resolve)),
    react => {
      quiet = react;
      return () => {
        quiet = undefined;
      };
    },
  );
  return { rebuilder, endings, becomeQuiet: () => quiet?.(), isWaiting: () => quiet !== undefined };
}

const settle = () => new Promise(resolve => setImmediate(resolve));

describe('what is built as it changes', () => {
  it('is built once for several changes, when they have become quiet', () => {
    const { rebuilder, endings, becomeQuiet } = createBench();
    rebuilder.noteChange();
    rebuilder.noteChange();
    expect(endings).toHaveLength(0);
    becomeQuiet();
    expect(endings).toHaveLength(1);
  });

  it('is built once more for what changed meanwhile, and not at the same time', async () => {
    const { rebuilder, endings, becomeQuiet } = createBench();
    rebuilder.noteChange();
    becomeQuiet();
    rebuilder.noteChange();
    becomeQuiet();
    expect(endings).toHaveLength(1);
    endings[0]?.();
    await settle();
    expect(endings).toHaveLength(2);
    endings[1]?.();
    await settle();
    expect(endings).toHaveLength(2);
  });

  it('is closed when what is under way has ended, and builds nothing from then on', async () => {
    const { rebuilder, endings, becomeQuiet, isWaiting } = createBench();
    rebuilder.noteChange();
    becomeQuiet();
    rebuilder.noteChange();
    let isClosed = false;
    const closed = rebuilder.close().then(() => {
      isClosed = true;
    });
    await settle();
    expect(isClosed).toBe(false);
    endings[0]?.();
    await closed;
    expect(endings).toHaveLength(1);
    expect(isWaiting()).toBe(false);
  });
});
