/** A class's name is anyone's text: no control sequences into the operator's terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?');
}
