/** For a cache of so many entries at most: with its own `max` it would take the memory of all of them when it is made. */
export const atMost = (entries: number): { readonly maxSize: number; readonly sizeCalculation: () => number } => ({
  maxSize: entries,
  sizeCalculation: () => 1,
});
