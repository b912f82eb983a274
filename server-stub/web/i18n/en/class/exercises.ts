/** How students stand at an exercise, wherever that is said. */
export const exercises = {
  states: { passed: 'Passed', ran: 'Ran', failing: 'Failing', none: 'Not started' },
  heads: {
    passable:
      '{{name}}: of {{started, number}} who started, {{passed, number}} passed, {{ran, number}} ran it, {{failing, number}} are failing',
    unchecked:
      '{{name}}, not checked: of {{started, number}} who started, {{ran, number}} ran it without an error, {{failing, number}} are failing',
  },
  workingOnIt: '{{text}}; working on it',
  cell: 'cell {{n}}',
  failingCheck: 'Check {{check}} fails',
} as const;
