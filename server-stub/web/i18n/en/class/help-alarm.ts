/** How a call for help reaches an instructor who looks elsewhere. */
export const helpAlarm = {
  label: 'When a student calls for help',
  sound: 'Play a sound',
  notices: 'Notify me in other windows',
  refused: 'The browser does not allow it: see its settings for this page. Over plain http it never does.',
  title_one: 'A student calls for help',
  title_other: '{{count, number}} students call for help',
  nameless: 'See who it is on the class board.',
} as const;
