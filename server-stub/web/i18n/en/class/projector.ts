/** While the class looks on; what the first screen says of it. */
export const projector = {
  title: 'Projector mode',
  hide: 'Hide names',
  show: 'Show names',
  banner:
    'Names, single students, questions, code, messages and figures about fewer than 5 students are hidden; “–” stands in their place.',
  few: 'under 5',
  smallTeam: 'under 5: figures hidden',
  titleOf: 'Projector: {{title}}',
} as const;
