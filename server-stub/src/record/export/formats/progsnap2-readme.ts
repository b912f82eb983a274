/** `README.md` of a ProgSnap2 export: what its specification asks data producers to say in words. */
export const PROGSNAP2_README = `# A class's record as ProgSnap2

Written by the class server of jupyterlab-cell-monitor. \`manifest.json\` says of which class and when, how much of the record is here, and what is not;
\`data-dictionary.csv\` says of every column what it means, in which unit, and by whose clock.

- **Read ids as text** (with pandas: \`dtype=str, keep_default_na=False\`): a student's id may be \`007\` or \`NA\`.
- **Code states** are in \`CodeStates.csv\` where \`CodeStateRepresentation\` is \`Table\`, and where it is \`Directory\` in a folder each,
  \`CodeStates/CodeStateID/cell.py\` (\`.txt\` for other languages): one for each run whose code was captured, which is the source of that one cell and
  not of the notebook. Where \`CodeStateID\` is blank the code is not known.
- **A run of a cell** is \`Run.Program\`. \`Success\` says that it ended without an error, and not that it is right. **A check** of an exercise (an nbgrader
  test, a cell tagged as a check, a test of Otter's) whose result the run told is a \`Run.Test\` beside it, with \`Score\` 1 or 0, \`ParentEventID\` and
  \`ExecutionID\` naming the run. An assertion that does not hold is \`TestFailed\`, any other failure \`Error\`. What a person interrupted, or had not
  begun, is no result of a check.
- **Order** holds within one \`SessionID\`, a page load of JupyterLab. \`ClientTimestamp\` is by the student's clock, which may be wrong;
  \`ServerTimestamp\` is when the server received the event, which may be days later.
- **\`X-\` event types** are what the specification has no word for: \`X-Help.Requested\` and \`X-Help.Withdrawn\` (the student called for an instructor, and
  took it back), \`X-Kernel.Restarted\`, \`X-Kernel.Interrupted\` and \`X-Kernel.Died\`, \`X-Presence.Hidden\` and \`X-Presence.Visible\` (the page went out of
  sight and came back), and \`X-Lost\`: \`X-LostCount\` events that the student's machine could not keep. Others are named in the same way after the
  event's type.
- **Score** of a check is 0 for every failure: there are no partial results.
- What instructors did is not here: see the NDJSON and CSV exports of the same class.
`;
