import { clipMiddle } from './inert';

/**
 * Labels of at most `limit` characters that still differ where the whole ones do: without their middles, else without the words with which all
 * long ones begin and end, and else with their numbers: their places from 1, unless told.
 */
export function shortLabels(labels: readonly string[], limit: number, numbers?: readonly number[]): readonly string[] {
  const cut = labels.map(label => clipMiddle(label, limit));
  if (tellsApart(cut, labels)) {
    return cut;
  }
  const long = labels.filter(label => label.length > limit);
  const [start, end] = [sharedStart(long), sharedEnd(long)];
  const bare = labels.map(label => (label.length > limit ? clipMiddle(without(label, start, end), limit) : label));
  return tellsApart(bare, labels)
    ? bare
    : labels.map((label, index) => clipMiddle(`${String(numbers?.[index] ?? index + 1)} ${label}`, limit));
}

function tellsApart(short: readonly string[], whole: readonly string[]): boolean {
  return new Set(short).size === new Set(whole).size;
}

function without(label: string, start: number, end: number): string {
  const to = label.length - end;
  return to <= start ? label : `${start > 0 ? '…' : ''}${label.slice(start, to)}${end > 0 ? '…' : ''}`;
}

/** Characters of the words with which all begin. */
function sharedStart(labels: readonly string[]): number {
  const [first = ''] = labels;
  let shared = 0;
  while (shared < first.length && labels.every(label => label[shared] === first[shared])) {
    shared += 1;
  }
  // A word is cut whole, or not at all.
  const characters = Array.from(first.slice(0, shared));
  return lengthOf(characters.slice(0, characters.findLastIndex(isNoLetter) + 1));
}

/** Characters of the words with which all end. */
function sharedEnd(labels: readonly string[]): number {
  const [first = ''] = labels;
  let shared = 0;
  while (shared < first.length && labels.every(label => label.at(-1 - shared) === first.at(-1 - shared))) {
    shared += 1;
  }
  const characters = Array.from(first.slice(first.length - shared));
  const start = characters.findIndex(isNoLetter);
  return start === -1 ? 0 : lengthOf(characters.slice(start));
}

const isNoLetter = (character: string): boolean => !/\p{L}/u.test(character);
const lengthOf = (characters: readonly string[]): number => characters.join('').length;
