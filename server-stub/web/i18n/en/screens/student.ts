/** One student. */
export const student = {
  close: 'Close',
  unknown: 'This student is not in the class.',
  joined: 'Joined',
  lastActivity: 'Last activity',
  lastSeen: 'Last heard from',
  runs: 'Runs',
  errors: 'Failed',
  streak: 'Failing in a row',
  place: 'Working on',
  struggle: {
    runs_one: '{{count, number}} run since anything got better, {{failures, number}} failed',
    runs_other: '{{count, number}} runs since anything got better, {{failures, number}} failed',
    checks_one: '{{count, number}} check fails',
    checks_other: '{{count, number}} checks fail',
  },
  release: {
    offer: 'Release this name…',
    question:
      'Their present device can then no longer report under this name, and another device can join with it. What was sent stays. Use it when a student changed computers, or somebody took the wrong name.',
    confirm: 'Release the name',
    cancel: 'Cancel',
    done: 'The name is free: the student can join again, on any device.',
  },
  withinHelp: '“{{question}}”',
} as const;
