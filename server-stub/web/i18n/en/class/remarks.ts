/** What was found at somebody who was helped, and a note for colleagues. */
export const remarks = {
  foundAt: 'What you found: {{name}}',
  helped: '{{name}}: marked as helped',
  putAway: 'Close',
  note: 'Note for your colleagues',
  noteHint: 'Only instructors see it',
  addNote: 'Add a note',
  changeNote: 'Change the note',
  saveNote: 'Save',
  noted: 'Note: {{note}}',
} as const;
