/** Filled by the screen of this name. */
export const errors = {} as const;
