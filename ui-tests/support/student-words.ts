/** What a student reads on buttons, fields and regions of the extension; tests say it by these, whatever finds it on the screen. */
export const STUDENT_WORDS = {
  join: 'Class reporting: Join your class',
  joinLink: 'Join link',
  asksFor: 'which notebooks and cells you work on',
  studentId: 'Student ID',
  joinAndAgree: 'Join and agree',
  idTaken: 'This ID is in use on another device',
  question: 'Do you agree?',
  notice: 'Look',
  panel: 'Class reporting',
  statusItem: /^Class reporting: /u,
  agree: 'Agree',
  reachesClass: 'Your runs reach your class.',
  /** The status item's name goes on with how. */
  reporting: 'Class reporting: Reporting',
  offline: 'Class reporting: Offline',
  lacksPart: 'Your JupyterLab server does not give out a part of this page.',
  partMissing: 'Class reporting: Part of this page is missing',
  oneWaits: 'Offline · 1 waiting',
} as const;
