/** Filled by the screen of this name. */
export const replay = {} as const;
