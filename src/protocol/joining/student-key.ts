/** What nobody sees: joiners, marks of direction, fillers, tags, variation selectors, controls, and the blank pattern of Braille. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/gu;

/** Something that leaves ink. A combining mark alone has nothing to stand on. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * What two student ids share when they are one student to a person: how an accent is typed, case, and characters that nobody sees make no difference.
 * For comparing alone; people are shown the id itself. Empty when there is nothing to see.
 */
export function studentKey(studentId: string): string {
  return foldCase(studentId.normalize('NFD').replace(INVISIBLE, '')).normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Whether there is anything to see of an id. */
export function isVisible(studentId: string): boolean {
  return VISIBLE.test(studentId.replace(INVISIBLE, ''));
}

/** Letter by letter: as a whole, a word would have its last sigma apart from the others. Through capitals first: ß is SS. */
function foldCase(text: string): string {
  const once = Array.from(text, letter => letter.toUpperCase().toLowerCase().normalize('NFD')).join('');
  return once === text ? text : foldCase(once);
}
