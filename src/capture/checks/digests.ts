/**
 * MD5 and SHA-256 of short texts, to tell one source from another: nothing is kept secret by them. `crypto.subtle` has no MD5, nothing at all on
 * a plain `http://` page, and no answer at once; a library of hashes weighs as much as a third of all that captures.
 */
export function md5(text: string): string {
  return digest(text, MD5);
}

/** See `md5`. */
export function sha256(text: string): string {
  return digest(text, SHA_256);
}

type Words = readonly number[];

interface Algorithm {
  readonly isLittleEndian: boolean;
  readonly initial: Words;
  /** What a block of 16 words makes of the state, before the state is added to it. */
  readonly compress: (state: Words, block: Words) => Words;
}

const BLOCK_BYTES = 64;
const BLOCK_WORDS = 16;

function digest(text: string, { isLittleEndian, initial, compress }: Algorithm): string {
  const message = pad(new TextEncoder().encode(text), isLittleEndian);
  let state = initial;
  for (let start = 0; start < message.byteLength; start += BLOCK_BYTES) {
    const block = Array.from({ length: BLOCK_WORDS }, (_, index) => message.getUint32(start + index * 4, isLittleEndian));
    const before = state;
    state = compress(before, block).map((word, index) => (word + at(before, index)) | 0);
  }
  const bytes = new DataView(new ArrayBuffer(state.length * 4));
  state.forEach((word, index) => bytes.setInt32(index * 4, word, isLittleEndian));
  return Array.from(new Uint8Array(bytes.buffer), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Appends a one bit, zeros, and how many bits the message has, so that it is whole blocks. */
function pad(message: Uint8Array, isLittleEndian: boolean): DataView {
  const length = Math.ceil((message.length + 9) / BLOCK_BYTES) * BLOCK_BYTES;
  const bytes = new Uint8Array(length);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(length - 8, BigInt(message.length) * 8n, isLittleEndian);
  return view;
}

const at = (words: Words, index: number): number => words[index] ?? 0;
const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
/** The first 32 bits behind the point. */
const fraction = (value: number): number => Math.floor((value % 1) * 2 ** 32);

/** RFC 1321, 3.4. */
const MD5_ROUNDS: readonly {
  readonly mix: (b: number, c: number, d: number) => number;
  readonly wordOf: (step: number) => number;
  readonly shifts: Words;
}[] = [
  { mix: (b, c, d) => (b & c) | (~b & d), wordOf: step => step, shifts: [7, 12, 17, 22] },
  { mix: (b, c, d) => (b & d) | (c & ~d), wordOf: step => 5 * step + 1, shifts: [5, 9, 14, 20] },
  { mix: (b, c, d) => b ^ c ^ d, wordOf: step => 3 * step + 5, shifts: [4, 11, 16, 23] },
  { mix: (b, c, d) => c ^ (b | ~d), wordOf: step => 7 * step, shifts: [6, 10, 15, 21] },
];
const SINES = Array.from({ length: 64 }, (_, index) => fraction(Math.abs(Math.sin(index + 1))));

const MD5: Algorithm = {
  isLittleEndian: true,
  initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476],
  compress: ([a = 0, b = 0, c = 0, d = 0], block) => {
    MD5_ROUNDS.forEach(({ mix, wordOf, shifts }, round) => {
      for (let step = 0; step < BLOCK_WORDS; step++) {
        const sum = a + mix(b, c, d) + at(SINES, round * BLOCK_WORDS + step) + at(block, wordOf(step) % BLOCK_WORDS);
        [a, b, c, d] = [d, (b + rotateLeft(sum | 0, at(shifts, step % 4))) | 0, b, c];
      }
    });
    return [a, b, c, d];
  },
};

const PRIMES = Array.from({ length: 312 }, (_, number) => number).filter(isPrime);
/** FIPS 180-4, 4.2.2: of the cube roots of the first 64 primes. */
const CUBE_ROOTS = PRIMES.map(prime => fraction(Math.cbrt(prime)));

function isPrime(number: number): boolean {
  for (let factor = 2; factor ** 2 <= number; factor++) {
    if (number % factor === 0) {
      return false;
    }
  }
  return number > 1;
}

const SHA_256: Algorithm = {
  isLittleEndian: false,
  initial: PRIMES.slice(0, 8).map(prime => fraction(Math.sqrt(prime))),
  compress: ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0], block) => {
    schedule(block).forEach((word, step) => {
      const sum = h + rotations(e, 26, 21, 7) + ((e & f) ^ (~e & g)) + at(CUBE_ROOTS, step) + word;
      const majority = (a & b) ^ (a & c) ^ (b & c);
      [a, b, c, d, e, f, g, h] = [(sum + rotations(a, 30, 19, 10) + majority) | 0, a, b, c, (d + sum) | 0, e, f, g];
    });
    return [a, b, c, d, e, f, g, h];
  },
};

const rotations = (word: number, one: number, two: number, three: number): number =>
  rotateLeft(word, one) ^ rotateLeft(word, two) ^ rotateLeft(word, three);

/** FIPS 180-4, 6.2.2, step 1. */
function schedule(block: Words): Words {
  const words = [...block];
  for (let step = BLOCK_WORDS; step < CUBE_ROOTS.length; step++) {
    const [early, late] = [at(words, step - 15), at(words, step - 2)];
    const mixedEarly = rotateLeft(early, 25) ^ rotateLeft(early, 14) ^ (early >>> 3);
    const mixedLate = rotateLeft(late, 15) ^ rotateLeft(late, 13) ^ (late >>> 10);
    words.push((at(words, step - 16) + mixedEarly + at(words, step - 7) + mixedLate) | 0);
  }
  return words;
}
