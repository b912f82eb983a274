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
    not_here: 'Not here',
    not_joined: 'Not joined',
  },
  kernel: {
    unreachable: 'No connection to the kernel since {{clock}}',
    waits: 'Waiting for input for {{span}}',
    running: 'Running for {{span}}',
  },
  meanings: {
    help: 'Asked for help, and nobody has marked them as helped yet',
    stuck: 'Is getting nowhere with an exercise: many failed runs, or a long time, with nothing newly right',
    working: 'Did something in the last few minutes',
    idle: 'Connected, but nothing happened for a while',
    offline: 'No contact for a while; unsent events may still be on their computer',
    left: 'Closed their notebooks and went offline; probably nothing is left to send',
    not_started: 'Joined, and has done nothing in this session yet',
    not_here: 'Was in an earlier session, and has not been heard of in this one',
    not_joined: 'On the roster, and never joined: the extension is not installed or not connected',
  },
} as const;
