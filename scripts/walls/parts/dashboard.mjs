/** The dashboard: its rooms, what lives there, and what they may import. How to read a row: scripts/walls/house.mjs. @type {import('../house.mjs').Rows} */
export const DASHBOARD = {
  '.': ['what is injected into the dashboard: its ports', 'api platform platform/network platform/page platform/preferences npm:react'],
  api: ["the instructors' API as the dashboard asks it", 'platform platform/network text /src/protocol npm:react'],
  app: [
    'the page: started, and its screens chosen',
    '. api app/shell app/shell/keyboard class/claims class/live class/live/feed class/projector class/sending platform platform/network platform/page platform/preferences routing session shared/components shared/loading shared/theme text /src/protocol npm:@fontsource-variable/* npm:@mantine/* npm:react npm:react-dom npm:zustand',
  ],
  'app/shell': [
    'header, navigation, connection',
    '. app/shell/keyboard class/help-alarm class/live class/model class/projector class/sending class/who-next platform/preferences routing screens/errors screens/exercises screens/joining screens/now screens/record screens/replay screens/settings screens/student screens/students screens/system screens/teams session shared/components shared/loading shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  'app/shell/keyboard': [
    'keyboard shortcuts and their sheet',
    '. platform/page platform/preferences routing shared/loading text npm:@mantine/* npm:react npm:zustand',
  ],
  'class/claims': [
    'who is going to whom: claim, done, take over',
    '. api class/live class/model platform platform/preferences session shared/components shared/loading shared/theme text /src/protocol npm:@mantine/* npm:react npm:zustand',
  ],
  'class/components': ["small pieces that show a student's condition", 'class/model shared/theme text /src/protocol npm:react'],
  'class/exercises': [
    'pure: what exercises are called, how students stand at them, and what groups of students have in common',
    'text /src/protocol',
  ],
  'class/help-alarm': [
    'sound, notifications and spoken news of help requests and their answers',
    '. class/live class/model platform platform/preferences session shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  'class/live': [
    'the class followed over the feed, and the moment that is shown',
    '. api class/exercises class/live/feed class/model platform platform/network platform/page session text /src/protocol npm:react npm:zustand',
  ],
  'class/live/feed': ['how the feed is asked for, watched and done without', 'platform platform/network /src/protocol'],
  'class/model': [
    'pure: the board, conditions, order, filters, names, teams',
    'class/exercises class/need platform platform/network text /src/protocol',
  ],
  'class/need': ['pure: whether a student needs somebody, and why', 'class/exercises /src/protocol'],
  'class/who-next': [
    'who needs somebody next: the one list, its order and its words (`rank-needs.ts`)',
    'class/claims class/exercises class/live class/model class/need text /src/protocol npm:react',
  ],
  'class/projector': [
    'names hidden, at the data',
    '. api class/live class/model platform platform/preferences session shared/components shared/theme text /src/protocol npm:react shared/loading',
  ],
  'class/roster': ['roster and teams, changed with a preview', '. api shared/components text /src/protocol npm:@mantine/* npm:react'],
  'class/sending': [
    'messages to students',
    '. api class/exercises class/live class/model session shared/components shared/loading shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  i18n: ['the type of a translation', ''],
  'i18n/en': ['English: the whole, and what every screen says', 'i18n/en/app i18n/en/class i18n/en/screens'],
  'i18n/en/app': ['English: the page around the screens', ''],
  'i18n/en/class': ['English: what several screens say of a class', ''],
  'i18n/en/screens': ['English: screen by screen', ''],
  'i18n/ja': ['Japanese: the whole, and what every screen says', 'i18n i18n/en i18n/ja/app i18n/ja/class i18n/ja/screens'],
  'i18n/ja/app': ['Japanese: the page around the screens', 'i18n i18n/en/app'],
  'i18n/ja/class': ['Japanese: what several screens say of a class', 'i18n i18n/en/class'],
  'i18n/ja/screens': ['Japanese: screen by screen', 'i18n i18n/en/screens'],
  platform: ["the browser's clock, timers, clipboard, sounds, as ports", ''],
  'platform/network': ['requests and the event stream', 'npm:eventsource-parser'],
  'platform/page': ['address bar, keys, focus, trusted types', ''],
  'platform/preferences': ['switches that this browser remembers', 'platform npm:react npm:zustand'],
  routing: ['addresses of screens', '. class/model npm:react'],
  'screens/errors': [
    'the same error across the class',
    'class/exercises class/live class/model class/sending platform/preferences routing shared/theme text /src/protocol npm:react',
  ],
  'screens/exercises': [
    'the matrix of students and exercises, and its charts',
    'class/components class/exercises class/live class/model class/who-next routing screens/shared shared/charts shared/components text /src/protocol npm:@mantine/* npm:@tanstack/react-virtual npm:react',
  ],
  'screens/joining': [
    'how students join: code, link, QR code',
    '. class/live class/roster screens/shared session shared/components text /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/now': [
    'Overview: who needs somebody next, where the class is, how everybody does',
    '. class/claims class/components class/live class/model class/who-next platform/preferences routing screens/now/class-picture screens/now/queue screens/now/session screens/shared session shared/components shared/loading shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/now/class-picture': [
    'where the class is, what breaks it, and the hints',
    'class/components class/exercises class/model class/sending platform/preferences routing text /src/protocol npm:react',
  ],
  'screens/now/queue': [
    'the help queue: its order, paused and closed, whom colleagues are with, what was closed',
    '. api class/claims class/components class/live class/model session shared/components shared/theme text /src/protocol npm:react',
  ],
  'screens/now/session': [
    'since when the session is, and the button that begins another',
    '. api class/live platform/preferences routing screens/shared session shared/loading shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/record': [
    'Data & export',
    '. api class/live class/model platform/network screens/shared session shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/replay': [
    'the class at any moment',
    '. api class/exercises class/live class/model routing screens/shared shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/settings': [
    'class, policy, staff, alert levels, audit events',
    '. api class/live class/roster screens/settings/course session shared/components text /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/settings/course': [
    "the class's own notebooks: read on the page by the extension's own rules, shown, and what of them is sent",
    '. api shared/components shared/theme text /src/capture/checks /src/capture/exercises /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/shared': [
    'what two screens show alike',
    '. api class/components class/live class/model platform/preferences routing shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/student': [
    'one student',
    '. api class/claims class/components class/live class/model class/sending class/who-next platform/preferences routing screens/shared screens/student/timeline session text /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/student/timeline': [
    'everything one student did, with code and what changed',
    '. api class/exercises class/live shared/components shared/theme text /src/protocol npm:@mantine/* npm:diff npm:react',
  ],
  'screens/students': [
    'every student, a row each',
    'class/components class/exercises class/live class/model class/who-next platform/preferences routing screens/shared shared/components shared/theme text /src/protocol npm:@mantine/* npm:@tanstack/react-virtual npm:react',
  ],
  'screens/system': [
    "the server's figures and alerts",
    '. api class/live shared/charts shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  'screens/teams': [
    'every team, a card each',
    'class/claims class/components class/exercises class/live class/model class/sending class/who-next platform/preferences routing screens/shared screens/teams/floor-plan shared/components text npm:@mantine/* npm:react',
  ],
  'screens/teams/floor-plan': [
    "rooms with the teams' places",
    '. api class/components class/live class/model class/who-next routing session shared/theme text /src/protocol npm:@mantine/* npm:react',
  ],
  session: [
    'logging in, and who is logged in',
    '. api platform platform/page platform/preferences shared/components shared/theme text /src/protocol npm:@mantine/* npm:react npm:zustand',
  ],
  'shared/charts': ['charts, each with its table', 'text npm:@mantine/* npm:chart.js npm:react'],
  'shared/components': ['small pieces without a class', '. api shared/theme text /src/protocol npm:@mantine/* npm:qr npm:react'],
  'shared/loading': [
    'parts of the page that come when they are first needed',
    '. shared/components shared/theme text npm:@mantine/* npm:react',
  ],
  'shared/theme': ['colours, icons', 'npm:@mantine/* npm:@tabler/icons-react npm:react'],
  testing: [
    'for tests: fake ports and a class to draw',
    '. api app class/model platform platform/network platform/page platform/preferences shared/loading shared/theme text /src/protocol npm:@mantine/* npm:@testing-library/* npm:vitest',
  ],
  text: ["languages, formats, and students' text made inert", 'i18n/en i18n/ja platform i18n'],
};
