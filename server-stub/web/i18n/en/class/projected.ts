/** What is said of a class in projector mode alone. */
export const projected = {
  student: 'Student {{n}}',
  someone: 'A student',
  hiddenExercises_one: '{{count, number}} exercise is hidden: fewer than 5 students have started it.',
  hiddenExercises_other: '{{count, number}} exercises are hidden: fewer than 5 students have started each.',
  hiddenErrors_one: '{{count, number}} error or failing check is hidden: fewer than 5 students have it.',
  hiddenErrors_other: '{{count, number}} errors or failing checks are hidden: fewer than 5 students have each.',
  individuals: 'Single students are hidden in projector mode.',
  withheld: 'Hidden in projector mode.',
} as const;
