/** The frame around every screen: navigation, header, state of the connection. */
export const shell = {
  nav: {
    label: 'Screens',
    skip: 'Skip to the content',
    more: 'More',
    screens: {
      now: 'Now',
      students: 'Students',
      replay: 'Replay',
      record: 'Record',
      system: 'System',
    },
  },
  header: {
    chooseClass: 'Class',
    joinCode: 'Join code',
    more: 'Appearance, language and sign-out',
    appearance: 'Appearance',
    schemes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
    language: 'Language',
    modes: 'Modes',
    highContrast: 'High contrast',
    signOut: 'Sign out',
    titleWithNeeding: '({{needing}}) {{name}}',
  },
  connection: {
    connecting: 'Connecting',
    live: 'Live',
    reconnecting: 'Reconnecting since {{clock}}.',
    reconnectingShort: 'Reconnecting',
    ended: 'Disconnected',
    heard: 'Last heard from the server at {{clock}}',
    band: 'No connection to the server. You see the class as it was at {{heard}}. Trying again by itself.',
    bandConnecting: 'The server has not answered since {{since}}. Trying again by itself.',
    bandGone: 'This class is no longer on the server.',
    loading: 'Loading the class',
  },
} as const;
