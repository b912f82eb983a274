/** While the class looks on. */
export const projector = {
  title: 'Projector mode',
  student: 'Student {{n}}',
  banner: 'Names, questions, code, messages and figures about fewer than 5 students are hidden; “–” stands in their place.',
  leave: 'Show names',
  withheld: 'Hidden in projector mode.',
  smallTeam: 'under 5: figures hidden',
  titleOf: 'Projector: {{title}}',
} as const;
