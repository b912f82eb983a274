/** Help requests that wait no more. */
export const closedCalls = {
  title_one: 'Last request closed',
  title_other: 'Last {{count, number}} requests closed',
  resolvedBy: 'helped by {{name}}',
  withdrawn: 'cancelled',
} as const;
