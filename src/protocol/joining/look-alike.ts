import { studentKey } from './student-key';

/**
 * Letters that look like a Latin one or a digit. Those that are taken for one another in names; for whole scripts there are tables of thousands, and a mark for
 * an instructor's eye needs none.
 */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑ',
    b: 'ЬƄ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еє',
    g: 'ɡ',
    h: 'һ',
    i: 'іιı',
    j: 'јϳ',
    k: 'κк',
    l: '1|Iӏ',
    m: 'м',
    n: 'ո',
    o: '0оοօ',
    p: 'рρ',
    q: 'ԛ',
    r: 'г',
    s: 'ѕ',
    t: 'тτ',
    u: 'υս',
    v: 'ѵν',
    w: 'ԝω',
    x: 'хχ',
    y: 'уγү',
    A: 'АΑ',
    B: 'ВΒ',
    C: 'СϹ',
    E: 'ЕΕ',
    H: 'НΗ',
    K: 'КΚ',
    M: 'МΜ',
    N: 'Ν',
    O: 'ОΟ',
    P: 'РΡ',
    S: 'Ѕ',
    T: 'ТΤ',
    X: 'ХΧ',
    Y: 'УΥ',
    Z: 'Ζ',
  }).flatMap(([letter, twins]) => Array.from(twins, twin => [twin, letter] as const)),
);

/** What is left of an id when all that looks the same is the same: two with one skeleton can be taken for each other on a screen. */
export function skeletonOf(studentId: string): string {
  const plain = studentId.normalize('NFKC');
  return studentKey(Array.from(plain, letter => LOOKS_LIKE.get(letter) ?? letter).join(''));
}
