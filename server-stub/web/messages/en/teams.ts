/** Teams and their members. */
export const teams = {
  title: 'Teams',
  noTeam: 'No team',
  students_one: '{{count, number}} student',
  students_other: '{{count, number}} students',
  runs_one: '{{count, number}} run',
  runs_other: '{{count, number}} runs',
  errors: '{{n, number}} failed',
  needing_one: '{{count, number}} needs you',
  needing_other: '{{count, number}} need you',
  show: 'Show the students of this team',
} as const;
