/**
 * A figure that is there and not shown. Sums and shares of it are withheld too, it is never more or less than anything, and in words
 * it is a dash.
 */
export const WITHHELD = Number.NaN;

export function isWithheld(figure: number): boolean {
  return Number.isNaN(figure);
}
