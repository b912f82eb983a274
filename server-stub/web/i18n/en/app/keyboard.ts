/** Keyboard shortcuts. */
export const keyboard = {
  title: 'Keyboard shortcuts',
  page: 'Everywhere',
  sheet: 'Show this list',
  projector: 'Projector mode on or off',
  lists: 'In lists',
  search: 'Search',
  next: 'Next line',
  previous: 'Previous line',
  claim: 'I’m going',
  done: 'Mark as helped',
  builtIn: 'Always',
  open: 'Open the focused item',
  close: 'Close the open dialog or panel',
  switch: 'Keyboard shortcuts',
  switchHint: 'Turn them off if you use speech input or a device that types letters by accident.',
} as const;
