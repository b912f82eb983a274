/** Going to a student or a team: on the way, was there. */
export const claims = {
  go: 'I’m going',
  done: 'Done',
  wasThere: 'I was there',
  giveBack: 'Not going',
  takeOver: 'Take over',
  undo: 'Undo',
  to: '{{what}}: {{name}}',
  notVisited: 'not visited',
  mine: {
    claimed: 'you are on the way, {{span}}',
    visited: 'you were there {{span}} ago',
    again: 'still so, {{span}} after you were there',
  },
  theirs: {
    claimed: '{{name}} is on the way, {{span}}',
    visited: '{{name}} was there {{span}} ago',
    again: 'still so, {{span}} after {{name}} was there',
  },
  faster: '{{detail}} You can leave it to them, or take over.',
} as const;
