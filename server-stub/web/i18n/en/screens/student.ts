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
    runs_one: '{{count, number}} run since the last progress, {{failures, number}} failed',
    runs_other: '{{count, number}} runs since the last progress, {{failures, number}} failed',
    checks_one: '{{count, number}} check fails',
    checks_other: '{{count, number}} checks fail',
  },
  staff: 'Staff: an instructor who joined to demonstrate. Counts in no number, team, list or queue; what they did stays in the record.',
  manage: {
    title: 'Manage',
    cancel: 'Cancel',
    release: {
      offer: 'Release this name…',
      question:
        'Their present device can then no longer report under this name, and another device can join with it. What was sent stays. Use it when a student changed computers, or somebody took the wrong name.',
      confirm: 'Release the name',
      done: 'The name is free: the student can join again, on any device.',
    },
    mark: {
      offer: 'Mark as staff…',
      question:
        'For an instructor who joined to demonstrate. They leave every number, team, list, chart and queue, with all that they have done and will do; the record keeps it. You find them below the list of students, and can take the mark off there.',
      confirm: 'Mark as staff',
      done: 'Marked as staff.',
    },
    unmark: {
      offer: 'Count as a student again…',
      question: 'All that they have done counts again, as if they had never been marked as staff.',
      confirm: 'Count as a student',
      done: 'Counted as a student again.',
    },
    erase: {
      offer: 'Erase this student’s data…',
      question:
        'Everything recorded of this student is removed for good: their name and team here, runs, code, errors and help requests. This cannot be undone. Their line of the roster stays, and so do backups and exports made earlier. A JupyterLab of theirs that is open joins again by itself with its next report, as somebody new: ask them to leave the class first.',
      confirm: 'Erase the data for good',
      done: 'The data was erased.',
      told: 'The data of {{name}} was erased.',
    },
  },
  withinHelp: '“{{question}}”',
} as const;
