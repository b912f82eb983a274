/** How the class is doing with each exercise. */
export const exercises = {
  failingCheck: 'Check {{check}} fails',
  chart: 'Exercises',
  overTime: 'Progress of the class',
  matrix: 'Students and exercises',
  metrics: { share: 'Results', here: 'Working on it', attempts: 'Attempts', time: 'Time' },
  values: {
    share: 'Share of the class',
    here: 'Students',
    attempts: 'Attempts (median)',
    time: 'Time (median)',
    progress: 'Exercises per student',
  },
  exercise: 'Exercise',
  student: 'Student',
  time: 'Time of day',
  medianAttempts: 'Median attempts until passed (without a check: until it ran)',
  medianTime: 'Median time until passed (without a check: until it ran)',
  startedEach: 'Exercises started by each student, on average',
  passedEach: 'Exercises passed by each student, on average',
  hereNow: 'Students working on it',
  withheld: 'Individual progress is hidden from your role and in projector mode.',
  failed: 'The exercises could not be loaded. Trying again.',
  stale: 'The exercises could not be refreshed. Trying again.',
  here: 'working on it',
  heads: {
    passable:
      '{{name}}: of {{started, number}} who started, {{passed, number}} passed, {{ran, number}} ran it, {{failing, number}} are failing',
    unchecked:
      '{{name}}, not checked: of {{started, number}} who started, {{ran, number}} ran it without an error, {{failing, number}} are failing',
  },
  uncheckedName: '{{name}} (not checked)',
  noneChecked_one:
    'This exercise has no check, so it is never “passed”: “ran” says only that the newest run had no error. A check is a cell below it with the tag “checks”, an nbgrader test or Otter’s grader.check.',
  noneChecked_other:
    'No exercise has a check, so none is ever “passed”: “ran” says only that the newest run had no error. A check is a cell below the exercise with the tag “checks”, an nbgrader test or Otter’s grader.check.',
  someUnchecked_one:
    '{{count, number}} exercise has no check, so it is never “passed”: “ran” says only that the newest run had no error. A check is a cell below it with the tag “checks”, an nbgrader test or Otter’s grader.check.',
  someUnchecked_other:
    '{{count, number}} exercises have no check, so they are never “passed”: “ran” says only that the newest run had no error. A check is a cell below the exercise with the tag “checks”, an nbgrader test or Otter’s grader.check.',
  states: { passed: 'Passed', ran: 'Ran', failing: 'Failing', none: 'Not started' },
  cells: {
    run: {
      passed_one: 'Passed at the first attempt, in {{span}}',
      passed_other: 'Passed in {{span}}, {{count, number}} attempts',
      ran_one: 'Ran, 1 attempt',
      ran_other: 'Ran, {{count, number}} attempts, {{span}}',
      failing_one: 'Failing, 1 attempt',
      failing_other: 'Failing after {{count, number}} attempts, {{span}}',
    },
    unrun: { passed: 'Passed', ran: 'Some checks passed', failing: 'Failing' },
    withChecks_one: '{{text}}; failing check: {{checks}}',
    withChecks_other: '{{text}}; {{count, number}} failing checks: {{checks}}',
    none: 'Not started',
    here: '{{text}}; working on it',
  },
} as const;
