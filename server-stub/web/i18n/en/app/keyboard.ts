/** The keys that do something, and what. */
export const keyboard = {
  title: 'Keyboard shortcuts',
  page: 'Everywhere',
  sheet: 'Show this list',
  projector: 'Projector mode on or off',
  lists: 'In lists',
  search: 'Search',
  next: 'Next line',
  previous: 'Line before',
  claim: 'I’m going there',
  done: 'I was there',
  builtIn: 'Always',
  open: 'Open what has the focus',
  close: 'Close what is open',
  switch: 'Keys are shortcuts',
  switchHint: 'Switch it off if you speak to this computer or use a device that types letters by accident.',
} as const;
