import type { Random } from '../../platform/random';

/** No letter that is read as another one or as a digit (I, L, O, Q, U, V). */
const LETTERS = 'ABCDEFGHJKMNPRSTWXYZ';
/** Nobody who guesses is refused (see `GuessBrake`), so the length alone must last: at 5,000 guesses a second, half of the codes take a month. */
const LENGTH = 8;
/** The largest multiple of the alphabet in a byte: bytes from here on would favour the first letters. */
const FAIR_BYTES = Math.floor(256 / LETTERS.length) * LETTERS.length;

/** A code that a class can read off a wall and type: 26 thousand million of them. */
export function generateJoinCode(random: Random): string {
  let code = '';
  while (code.length < LENGTH) {
    for (const byte of random.bytes(LENGTH)) {
      if (byte < FAIR_BYTES && code.length < LENGTH) {
        code += LETTERS.charAt(byte % LETTERS.length);
      }
    }
  }
  return code;
}
