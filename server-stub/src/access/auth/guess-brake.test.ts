import { describe, expect, it } from 'vitest';
import { seededRandom, settle, VirtualClock } from '../../../test/support/virtual-clock';
import { GuessBrake } from './guess-brake';

/** Mistakes of one address, each with what became of it so far. */
class Mistakes {
  told = 0;
  refused = 0;

  constructor(private readonly brake: GuessBrake) {}

  make(count: number, address = 'school'): void {
    for (let made = 0; made < count; made++) {
      this.brake.slow(address).then(
        () => (this.told += 1),
        () => (this.refused += 1),
      );
    }
  }
}

function open(): { readonly clock: VirtualClock; readonly mistakes: Mistakes } {
  const clock = new VirtualClock();
  return { clock, mistakes: new Mistakes(new GuessBrake(clock, seededRandom())) };
}

describe('who mistypes a join code', () => {
  it('hears of it at once, a whole class of them, whatever is guessed elsewhere', async () => {
    const { mistakes } = open();
    mistakes.make(500, 'elsewhere');
    mistakes.make(200);
    await settle();
    expect(mistakes.told).toBe(400);
  });
});

describe('who guesses', () => {
  it('waits for each answer', async () => {
    const { clock, mistakes } = open();
    mistakes.make(300);
    await clock.advance(1400);
    expect(mistakes.told).toBe(200);
    await clock.advance(1200);
    expect(mistakes.told).toBe(300);
  });

  it('is told to come again when very many wait, and takes up no room without end', async () => {
    const { clock, mistakes } = open();
    mistakes.make(1250);
    await settle();
    expect(mistakes).toMatchObject({ told: 200, refused: 50 });
    await clock.advance(3000);
    mistakes.make(10);
    await clock.advance(3000);
    expect(mistakes).toMatchObject({ told: 1210, refused: 50 });
  });
});
