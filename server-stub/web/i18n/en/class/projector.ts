/** While the class looks on. */
export const projector = {
  title: 'Projector mode',
  hide: 'Hide names',
  student: 'Student {{n}}',
  someone: 'A student',
  few: 'under 5',
  hiddenExercises_one: '{{count, number}} exercise is hidden: fewer than 5 students have started it.',
  hiddenExercises_other: '{{count, number}} exercises are hidden: fewer than 5 students have started each.',
  hiddenErrors_one: '{{count, number}} error or failing check is hidden: fewer than 5 students have it.',
  hiddenErrors_other: '{{count, number}} errors or failing checks are hidden: fewer than 5 students have each.',
  individuals: 'Single students are hidden in projector mode.',
  banner:
    'Names, single students, questions, code, messages and figures about fewer than 5 students are hidden; “–” stands in their place.',
  leave: 'Show names',
  withheld: 'Hidden in projector mode.',
  smallTeam: 'under 5: figures hidden',
  titleOf: 'Projector: {{title}}',
} as const;
