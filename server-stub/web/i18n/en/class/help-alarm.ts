/** How a help request reaches an instructor who is in another window. */
export const helpAlarm = {
  label: 'When a student asks for help',
  sound: 'Play a sound',
  notices: 'Notify me in other windows',
  refused: 'The browser blocks notifications: check its settings for this page. Over plain http they are always blocked.',
  title_one: 'A student asks for help',
  title_other: '{{count, number}} students ask for help',
  news: '{{title}}: {{names}}',
  answers: {
    claimed: '{{by}} is on the way to {{name}}.',
    resolved: '{{by}} has helped {{name}}.',
    more_one: 'And {{count, number}} more.',
    more_other: 'And {{count, number}} more.',
  },
  nameless: 'See who it is on the dashboard.',
} as const;
