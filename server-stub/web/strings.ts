import type { Condition } from './students/condition';

/** The language and region that numbers and times are written in; goes with the texts below. */
export const LOCALE = 'en-GB';

const many = (count: number, one: string, other: string): string => (count === 1 ? one : other);

const conditionNames: Readonly<Record<Condition, string>> = {
  help: 'Waiting for help',
  stuck: 'Stuck',
  working: 'Working',
  idle: 'Idle',
  offline: 'Offline',
  left: 'Left',
  not_started: 'Not started',
  not_joined: 'Not joined',
};

const conditionMeanings: Readonly<Record<Condition, string>> = {
  help: 'Asked for help and nobody has marked it as done',
  stuck: 'Several failing runs in a row on the same cell',
  working: 'Did something in the last few minutes',
  idle: 'Connected, but nothing happened for a while',
  offline: 'Not heard from for a while; work may be waiting on their machine',
  left: 'Closed their notebooks and went offline; nothing is likely to wait on their machine',
  not_started: 'Joined, and has not opened a notebook yet',
  not_joined: 'On the roster, and never joined: the extension is not installed or not connected',
};

/** Every word that the dashboard shows. Components hold none. */
export const strings = {
  product: 'Cell Monitor',
  none: '–',
  listSeparator: ', ',
  detailSeparator: ' · ',

  units: {
    milliseconds: (n: number) => `${String(n)} ms`,
    seconds: (n: number | string) => `${String(n)} s`,
    minutes: (n: number) => `${String(n)} min`,
    hours: (n: number) => `${String(n)} h`,
    days: (n: number) => many(n, '1 day', `${String(n)} days`),
  },

  ago: {
    now: 'now',
    before: (span: string) => `${span} ago`,
    never: 'never',
  },

  nav: {
    label: 'Screens',
    skip: 'Skip to the content',
    screens: { now: 'Now', students: 'Students' },
  },

  header: {
    chooseClass: 'Class',
    joinCode: 'Join code',
    more: 'Appearance and sign-out',
    appearance: 'Appearance',
    schemes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
    signOut: 'Sign out',
    titleWithNeeding: (needing: number, name: string) => `(${String(needing)}) ${name}`,
  },

  connection: {
    connecting: 'Connecting',
    live: 'Live',
    reconnecting: (clock: string) => `Reconnecting since ${clock}`,
    reconnectingShort: 'Reconnecting',
    ended: 'Disconnected',
    heard: (clock: string) => `Last heard from the server at ${clock}`,
    band: (heard: string) => `No connection to the server. You see the class as it was at ${heard}. Trying again by itself.`,
    bandConnecting: (since: string) => `The server has not answered since ${since}. Trying again by itself.`,
    bandGone: 'This class is no longer on the server.',
    loading: 'Loading the class',
  },

  token: {
    title: 'Open the class board',
    lead: 'The server printed a link when it started. Open that link, or paste it or its token here.',
    label: 'Link or instructor token',
    submit: 'Open',
    empty: 'Paste the link or the token first.',
    wrong: (detail: string) => detail || 'The server does not accept this token.',
    wrongHint: 'Copy the whole link again from the terminal where the server runs.',
    refused: (status: number, detail: string) => detail || `The server answered with an error (${String(status)}).`,
    unreachable: 'The server cannot be reached.',
    unreachableHint: 'Is it running, and is this computer on the same network? Then try again.',
    ended: 'Your session has ended. Enter the token again.',
    signedOut: 'You are signed out.',
    signOutFailed: 'The server could not be told to sign you out: on a shared computer, close the browser or try again.',
    checking: 'One moment',
  },

  unreachable: {
    title: 'The server cannot be reached',
    lead: 'This page keeps trying. Is the server running, and is this computer on the same network?',
    retry: 'Try now',
  },

  noClasses: { title: 'There is no class on this server', lead: 'Create one, then open this page again.' },

  joining: {
    dialogTitle: 'How students join',
    emptyTitle: (name: string) => `0 of 0 students in ${name}`,
    emptyLead: 'Nobody has joined yet. Give your students the join link; they appear here as they use it.',
    code: 'Join code',
    link: 'Join link',
    linkHint: 'Students paste it into JupyterLab’s form “Join your class”. It holds the address and the code.',
    qrCode: 'QR code of the join link',
    pageTitle: 'Join your class',
    pageLead: 'This link belongs into JupyterLab. Copy it, then:',
    pageStepPaste: 'Paste the link into the form.',
    toBoard: 'I am the instructor: open the class board',
    address: 'Server address',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Copying did not work: select it by hand',
    copyWhat: (what: string) => `Copy: ${what}`,
    stepsTitle: 'What students do',
    stepInstall: 'Install the extension, once:',
    stepOpen: 'In JupyterLab, click “Join your class” in the status bar at the bottom.',
    stepEnter: 'Paste the join link, or type the server address and the join code.',
    command: 'pip install jupyterlab-cell-monitor',
    commandName: 'install command',
    onlyHere:
      'This address works on this computer only. For students on other computers, start the server with --host 0.0.0.0 and open this page by the computer’s network name or address.',
  },

  failures: {
    unreachable: 'The server did not answer. Try again.',
    refused: (status: number) => `The server answered with an error (${String(status)}).`,
  },

  classSettings: {
    title: 'Who can join: roster and teams',
    rosterTitle: 'Roster',
    rosterFormat:
      'A CSV file whose first row names the columns: student_id, display_name, team. The last two may be missing. Only its students can join, by the names that it gives them.',
    presentRoster: (count: number) =>
      count === 0
        ? 'There is no roster: whoever has the join code can join.'
        : `The roster has ${String(count)} ${many(count, 'student', 'students')}.`,
    chooseFile: 'Choose a CSV file',
    removeRoster: 'Remove the roster',
    removeQuestion: 'Without the roster, whoever has the join code can join. Nobody who has joined is affected.',
    confirmRoster: 'Use this roster',
    cancel: 'Cancel',
    tried: (count: number) => `The file has ${String(count)} ${many(count, 'student', 'students')}. Nothing has changed yet.`,
    nothing: 'It is the same as the present roster.',
    added: (count: number) => `New on the roster: ${String(count)}`,
    removed: (count: number) => `No longer on the roster: ${String(count)}`,
    changed: (count: number) => `Changed: ${String(count)}`,
    released: (count: number) => `Joined, but not on this roster: ${String(count)}. They can no longer report; what they sent stays.`,
    more: (count: number) => `and ${String(count)} more`,
    applied: (count: number, released: number) =>
      `The roster is in use: ${String(count)} ${many(count, 'student', 'students')} can join.` +
      (released === 0 ? '' : ` ${String(released)} who had joined can no longer report.`),
    opened: 'The roster is removed: whoever has the join code can join.',
    teamsTitle: 'Teams',
    sources: {
      free: 'Students type the name of their team',
      listed: 'Students choose from a list',
      roster: 'The roster alone names teams',
    },
    teamList: 'Teams to choose from',
    teamListHint: 'One on each line.',
    save: 'Save the teams',
    saved: 'Saved.',
  },

  conditions: conditionNames,
  conditionMeanings,

  now: {
    title: 'Now',
    needing: (count: number) => many(count, 'student needs you', 'students need you'),
    nobodyNeeds: 'Nobody needs you right now',
    nobodyNeedsLead: 'Nobody is waiting for help or has three failing runs in a row.',
    waiting: (count: string) => `${count} waiting for help`,
    stuck: (count: string) => `${count} with three or more failing runs in a row`,
    students: 'Students',
    runs: 'Runs',
    errors: 'Failed runs',
    errorShare: (share: string) => `${share} of runs`,
    lastActivity: 'Last activity',
    whoNext: 'Who needs you',
    lastActive: 'Last active',
    all: (count: string) => `All ${count} students`,
    byCondition: 'Students by status',
    stuckReason: (runs: string) => `${runs} failing runs in a row`,
    helpReason: (span: string) => `Waiting for ${span}`,
  },

  teams: {
    title: 'Teams',
    noTeam: 'No team',
    students: (count: string, n: number) => `${count} ${many(n, 'student', 'students')}`,
    runs: (count: string) => `${count} runs`,
    errors: (count: string) => `${count} failed`,
    needing: (count: number) => `${String(count)} ${many(count, 'needs', 'need')} you`,
    show: 'Show the students of this team',
  },

  students: {
    title: 'Students',
    search: 'Search students',
    searchHint: 'Name, id, team, notebook, error',
    team: 'Team',
    status: 'Status',
    anyTeam: 'All teams',
    anyStatus: 'Any status',
    sort: 'Sort by',
    clear: 'Show everyone',
    shown: (shown: string, all: string) => `${shown} of ${all} students`,
    held: 'Order held while you point at the list',
    nobody: 'Nobody matches.',
    verified: 'Verified by JupyterHub',
    columns: {
      attention: 'Status',
      name: 'Student',
      team: 'Team',
      activity: 'Last activity',
      runs: 'Runs',
      errors: 'Failed',
      streak: 'Failing in a row',
      place: 'Working on',
    },
    sortNames: {
      attention: 'Who needs you first',
      name: 'Name',
      team: 'Team',
      activity: 'Last activity',
      runs: 'Most runs',
      errors: 'Most failed runs',
      streak: 'Most failing in a row',
      place: 'Exercise and notebook',
    },
    streak: (count: string, error: string) => (error === '' ? count : `${count} × ${error}`),
    runsShort: (count: string) => `${count} runs`,
    errorsShort: (count: string) => `${count} failed`,
  },

  student: {
    close: 'Close',
    unknown: 'This student is not in the class.',
    joined: 'Joined',
    lastActivity: 'Last activity',
    lastSeen: 'Last heard from',
    runs: 'Runs',
    errors: 'Failed',
    streak: 'Failing in a row',
    place: 'Working on',
    recent: 'Recent runs',
    noRuns: 'No runs yet.',
    loading: 'Loading the runs',
    failed: 'The runs could not be loaded.',
    withheld: 'Single runs are not shown to your role.',
    stale: 'These runs could not be brought up to date.',
    retry: 'Try again',
    ok: 'OK',
    error: 'Failed',
    cell: (number: number) => `cell ${String(number)}`,
    count: (count: number) => `[${String(count)}]`,
    took: (span: string) => `took ${span}`,
    code: 'Code',
    release: {
      offer: 'Release this name…',
      question:
        'Their present device can then no longer report under this name, and another device can join with it. What was sent stays. Use it when a student changed computers, or somebody took the wrong name.',
      confirm: 'Release the name',
      cancel: 'Cancel',
      done: 'The name is free: the student can join again, on any device.',
    },
    withinHelp: (question: string) => `“${question}”`,
  },
} as const;
