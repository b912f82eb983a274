/** The extension: its rooms, what lives there, and what they may import. How to read a row: scripts/walls/house.mjs. @type {import('../house.mjs').Rows} */
export const EXTENSION = {
  '.': [
    'composition root of the extension: settings, tokens, wiring',
    'capture capture/late capture/notebooks capture/recorder classes client jupyter platform ui npm:@jupyterlab/* npm:@lumino/*',
  ],
  capture: [
    "what of JupyterLab becomes an event, at the class's level and with the student's consent",
    'capture/checks capture/masking capture/notebooks capture/recorder capture/runs client client/assistance jupyter platform protocol npm:@lumino/*',
  ],
  'capture/checks': [
    'what a run says of whether an exercise is right: checks, placeholders, how it ended; pure',
    'capture/masking protocol npm:@noble/hashes',
  ],
  'capture/exercises': ['which exercise a cell is, over edits, copies and splits', 'capture/masking protocol'],
  'capture/fixtures': ['a JupyterLab of fakes for tests', 'capture/checks capture/recorder client/status jupyter protocol npm:@lumino/*'],
  'capture/late': [
    'what stands in for capture until its code is there: what is run meanwhile is held',
    'capture capture/recorder client/status jupyter platform protocol npm:@lumino/*',
  ],
  'capture/masking': ['secrets taken out, texts cut, what the level does not let out removed', 'protocol'],
  'capture/notebooks': [
    'opened, saved, closed; cells added, moved, removed; kernels',
    'capture/checks capture/exercises capture/masking capture/recorder jupyter platform protocol npm:@lumino/*',
  ],
  'capture/recorder': [
    'events of one notebook folder, handed to the class that owns it; where notebooks were before they were renamed',
    'capture/masking client platform protocol',
  ],
  'capture/runs': [
    'one cell run: its start, its duration, how it ended',
    'capture/checks capture/masking capture/notebooks capture/recorder jupyter platform protocol npm:@lumino/*',
  ],
  classes: [
    'which classes a student is in, their settings and membership',
    'client client/enrolment client/status delivery jupyter platform protocol npm:@jupyterlab/* npm:@lumino/*',
  ],
  'classes/fixtures': [
    'for tests: a client, settings and tabs of fakes',
    'client client/assistance client/enrolment client/status delivery platform protocol npm:@lumino/*',
  ],
  client: [
    'the reporting client as a whole: its lifecycle, and the interface behind which it stands',
    'client/assistance client/consent client/enrolment client/sending client/sources client/status delivery outbox platform protocol transport',
  ],
  'client/assistance': ["the student's help request and the instructors' messages", 'outbox protocol'],
  'client/consent': ['what a student has agreed to, for each class and device', 'client/enrolment outbox protocol'],
  'client/enrolment': ['joining, the token and its renewal, who reports where', 'delivery outbox platform protocol transport'],
  'client/fixtures': [
    'for tests: a client on fakes, put together',
    'client client/consent client/enrolment client/sending delivery outbox platform protocol transport /simulation/virtual npm:fake-indexeddb npm:vitest',
  ],
  'client/sending': [
    'a batch on its way: cadence, attempts, one flush',
    'client/assistance client/enrolment client/sources delivery outbox platform protocol transport npm:p-retry',
  ],
  'client/sources': [
    'the sources of this page and those it adopted; where an event gets its place',
    'client/enrolment delivery outbox platform protocol',
  ],
  'client/status': [
    'what the client says of itself',
    'client/assistance client/consent client/enrolment client/sending client/sources delivery outbox platform protocol',
  ],
  delivery: ["pure: cadence, batch plan, breaker, backoff; an outcome's next step", 'protocol'],
  jupyter: ['what all of the extension needs of JupyterLab: signals, guards, translations', 'platform npm:@jupyterlab/* npm:@lumino/*'],
  'jupyter/fixtures': ["for tests: English as JupyterLab's translator gives it", 'jupyter'],
  outbox: ['the port `Outbox`; IndexedDB and memory behind it', 'platform protocol npm:idb-keyval'],
  'outbox/fixtures': ['for tests: databases that fail', 'npm:fake-indexeddb'],
  platform: ["the browser's clock, randomness, locks, page life and log, as ports", ''],
  'platform/fixtures': ['for tests: fake pages, locks and clocks', 'platform'],
  protocol: ['the wire contract as one import', 'protocol/classroom protocol/core protocol/joining protocol/operating protocol/reporting'],
  'protocol/classroom': [
    "what instructors see: a class's state, exercises, rooms, exported events",
    'protocol/joining protocol/reporting protocol/operating',
  ],
  'protocol/core': ['limits, checks and problems that every message shares', ''],
  'protocol/joining': ['enrolment, join links, rosters, teams', 'protocol/core protocol/reporting'],
  'protocol/operating': ["instructors, their rights, and a server's figures", ''],
  'protocol/reporting': ['batches, events, policies, and what a reply brings', 'protocol/core'],
  transport: ['the port `Transport`; HTTP behind it; outcomes are values', 'delivery protocol npm:ky'],
  ui: [
    "the extension's commands and its parts put together",
    'classes jupyter platform protocol transport ui/consent ui/help ui/join ui/panel ui/shared ui/status npm:@jupyterlab/* npm:@lumino/*',
  ],
  'ui/consent': [
    'asking, telling and leaving: what the class captures, in words',
    'classes client client/consent client/status jupyter platform protocol ui/shared ui/status npm:@jupyterlab/* npm:@lumino/*',
  ],
  'ui/fixtures': ['for tests: sentences read from the source', 'protocol'],
  'ui/help': [
    'the help button, its dialog, and messages from instructors',
    'classes client client/assistance client/status jupyter platform protocol ui/shared npm:@jupyterlab/* npm:@lumino/* npm:react',
  ],
  'ui/join': [
    'the form in which a student joins a class',
    'classes client/enrolment client/status jupyter platform protocol transport ui/consent ui/shared ui/status npm:@jupyterlab/* npm:react',
  ],
  'ui/panel': [
    'what was sent, event by event, and what a student can do about it',
    'classes client client/assistance client/enrolment client/sources client/status jupyter platform protocol ui/consent ui/help ui/shared ui/status npm:@jupyterlab/* npm:@lumino/* npm:react',
  ],
  'ui/shared': [
    'icons, folds, styles, and dialogs of which one is open at a time',
    'jupyter platform npm:@jupyterlab/* npm:@lumino/* npm:react',
  ],
  'ui/status': [
    'the status-bar item, and every trouble in words',
    'classes client/enrolment client/status delivery jupyter ui/help ui/shared npm:@jupyterlab/* npm:react',
  ],
};
