/** The class's record: whether it is whole, and how to take it away. */
export const record = {
  wholeness: 'Is the record whole?',
  loading: 'Checking the record',
  withheld: 'Your role does not include the record.',
  check: 'Check again',
  whole: 'Yes. Every event that was reported is here, exactly once.',
  notWhole: 'Not quite. What is not here is known and counted:',
  received: 'Events here',
  missing: 'Missing',
  lost: 'Lost on students’ machines',
  rejected: 'Rejected',
  sources: 'Page loads',
  concerned: 'Concerns: {{names}}',
  download: 'Take the record away',
  downloadLead:
    'Each download is a ZIP file with a manifest: what is in it, what is missing, and a digest of each file. It holds personal data; only owners may download it, and each download is put on record.',
  formats: {
    csv: { name: 'CSV', use: 'A table for a spreadsheet. Formulas in students’ text stay text.' },
    ndjson: { name: 'NDJSON', use: 'Every event as it is, one JSON object on each line: for your own programs.' },
    progsnap2: { name: 'ProgSnap2', use: 'The format of research on learning to program.' },
    xapi: { name: 'xAPI', use: 'Statements for a learning record store.' },
  },
} as const;
