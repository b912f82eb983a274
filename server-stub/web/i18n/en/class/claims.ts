/** Helping a student or a team: who is on the way, who has helped. */
export const claims = {
  go: 'I’m going',
  done: 'Done',
  wasThere: 'Mark as helped',
  notStuck: 'Not stuck',
  giveBack: 'Not going',
  takeOver: 'Take over',
  undo: 'Undo',
  to: '{{what}}: {{name}}',
  notVisited: 'Nobody assigned',
  mine: {
    claimed: 'You are on the way, {{span}}',
    visited: 'You helped {{span}} ago',
    notStuck: 'You found them not stuck {{span}} ago',
    again: 'Not solved, {{span}} after you helped',
  },
  theirs: {
    claimed: '{{name}} is on the way, {{span}}',
    visited: '{{name}} helped {{span}} ago',
    notStuck: '{{name}} found them not stuck {{span}} ago',
    again: 'Not solved, {{span}} after {{name}} helped',
  },
  findings: {
    not_stuck: 'Not stuck',
    solved_together: 'Solved together',
    explained: 'Explained',
    technical: 'Technical',
    comes_back: 'Will come back',
  },
  faster: '{{detail}} You can leave it to them, or take over.',
} as const;
