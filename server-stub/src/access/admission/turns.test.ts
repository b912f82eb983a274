import { expect, it } from 'vitest';
import { Turns, type Work } from './turns';

const FULL = 256 * 1024;

/** Rounds that a test calls for, and what began in each. */
class Rounds {
  readonly #planned: (() => void)[] = [];
  readonly turns = new Turns(run => this.#planned.push(run));
  begun: string[] = [];

  ask(name: string, work: Partial<Work> = {}): void {
    void this.turns.take({ owner: name.slice(0, 1), bytes: 1000, isLive: true, ...work }).then(() => this.begun.push(name));
  }

  async next(): Promise<string[]> {
    this.#planned.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
    const { begun } = this;
    this.begun = [];
    return begun;
  }
}

const backlog = { bytes: FULL, isLive: false };

it('lets everybody begin at once while there is time for all', async () => {
  const rounds = new Rounds();
  ['a1', 'b1', 'c1'].forEach(name => rounds.ask(name));

  expect(rounds.turns.waiting).toBe(0);
  await Promise.resolve();
  expect(rounds.begun).toEqual(['a1', 'b1', 'c1']);
});

it('begins what is live before backlog that came earlier, each student in turn, and keeps the backlog going', async () => {
  const rounds = new Rounds();
  ['a1', 'a2', 'a3', 'b1'].forEach(name => rounds.ask(name, backlog));
  ['c1', 'c2', 'd1'].forEach(name => rounds.ask(name));
  await Promise.resolve();
  expect(rounds.begun).toEqual(['a1']);
  rounds.begun = [];

  expect(await rounds.next()).toEqual(['c1', 'd1', 'c2', 'a2']);
  expect(await rounds.next()).toEqual(['b1']);
  expect(await rounds.next()).toEqual(['a3']);
  expect(rounds.turns.waiting).toBe(0);
});

it('gives one student with a hundred full batches no more turns than another with one', async () => {
  const rounds = new Rounds();
  for (let number = 0; number < 100; number++) {
    rounds.ask(`a${String(number)}`, backlog);
  }
  rounds.ask('b', backlog);
  await rounds.next();

  expect(await rounds.next()).toEqual(['b']);
});

it('lets nobody begin more than one report of some kilobytes in one turn of the event loop, though there is time', async () => {
  const rounds = new Rounds();
  ['a1', 'a2', 'b1', 'a3', 'b2'].forEach(name => rounds.ask(name, { bytes: 10_000 }));
  await Promise.resolve();
  expect(rounds.begun).toEqual(['a1']);
  rounds.begun = [];

  expect(await rounds.next()).toEqual(['a2', 'b1']);
  expect(await rounds.next()).toEqual(['a3', 'b2']);
});

it('keeps the backlog of others going while one always has something live', async () => {
  const rounds = new Rounds();
  ['a1', 'a2', 'b1'].forEach(name => rounds.ask(name, backlog));
  ['a3', 'a4'].forEach(name => rounds.ask(name, { bytes: 10_000 }));
  await Promise.resolve();
  rounds.begun = [];

  expect(await rounds.next()).toEqual(['a3', 'b1']);
});
