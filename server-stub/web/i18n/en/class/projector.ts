/** While the class looks on. */
export const projector = {
  title: 'Projector mode',
  hide: 'Hide names',
  student: 'Student {{n}}',
  someone: 'A student',
  few: 'under 5',
  individuals: 'Single students are hidden in projector mode.',
  banner:
    'Names, single students, questions, code, messages and figures about fewer than 5 students are hidden; “–” stands in their place.',
  leave: 'Show names',
  withheld: 'Hidden in projector mode.',
  smallTeam: 'under 5: figures hidden',
  titleOf: 'Projector: {{title}}',
} as const;
