/** The conditions that a student can be in, and what each means. */
export const conditions = {
  names: {
    help: 'Waiting for help',
    stuck: 'Stuck',
    working: 'Working',
    idle: 'Idle',
    offline: 'Offline',
    left: 'Left',
    not_started: 'Not started',
    not_joined: 'Not joined',
  },
  meanings: {
    help: 'Asked for help and nobody has marked it as done',
    stuck: 'Several failing runs in a row on the same cell',
    working: 'Did something in the last few minutes',
    idle: 'Connected, but nothing happened for a while',
    offline: 'Not heard from for a while; work may be waiting on their machine',
    left: 'Closed their notebooks and went offline; nothing is likely to wait on their machine',
    not_started: 'Joined, and has not opened a notebook yet',
    not_joined: 'On the roster, and never joined: the extension is not installed or not connected',
  },
} as const;
