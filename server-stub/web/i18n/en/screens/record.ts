/** Data & export: whether the class's data is complete, and downloads of it. */
export const record = {
  wholeness: 'Is the data complete?',
  loading: 'Checking the data',
  withheld: 'Your role cannot see the class data.',
  check: 'Check again',
  whole: 'Yes. Every reported event is stored, exactly once.',
  erased_one: 'The data of {{count, number}} student was erased: it is neither here nor in exports.',
  erased_other: 'The data of {{count, number}} students was erased: it is neither here nor in exports.',
  notWhole: 'Not quite. What is missing is known and counted:',
  received: 'Events stored',
  missing: 'Missing',
  lost: 'Lost on students’ computers',
  rejected: 'Rejected',
  sources: 'Page loads',
  unlisted: 'Of the oldest page loads ({{count}}) only the numbers are kept. They are counted here, but not listed one by one.',
  concerned: 'Students affected: {{names}}',
  download: 'Export the data',
  downloadLead:
    'Each download of events is a ZIP file with a manifest: its contents, what is missing, and a digest of each file. It holds personal data: only owners can download it, and every download is written to the audit log.',
  pseudonyms: 'Use pseudonyms',
  pseudonymsHint: 'Replaces the IDs of students, teams and instructors. What people typed stays as it is.',
  session: 'Which session',
  wholeRecord: 'Everything that the class did in all its sessions.',
  sessionOnly:
    'What happened in this session alone, whenever it arrived. In Students: its runs, its errors and who was there; all else as it is now.',
  formats: {
    csv: { name: 'CSV', use: 'A table for a spreadsheet. Formulas in students’ text stay text.' },
    students: { name: 'Students', use: 'A table with a line for each student: names, totals, and the pseudonym.' },
    ndjson: { name: 'NDJSON', use: 'Every event unchanged, one JSON object per line: for your own programs.' },
    progsnap2: { name: 'ProgSnap2', use: 'A research format for data on learning to program.' },
    xapi: { name: 'xAPI', use: 'Statements for a learning record store.' },
  },
} as const;
