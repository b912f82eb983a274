import type { Described } from './described';
import type { EventPages } from './event-pages';

/** In the data of instructor.help and instructor.visit. */
export const STEP_FIELDS: readonly Described[] = [
  {
    name: 'step',
    what: 'of an instructor’s help or visit: claimed, taken over, resolved, done, remarked (they said more of it later; what is noted of a team always) or undone',
  },
  {
    name: 'waitedMs',
    unit: 'ms',
    clock: 'server',
    what: 'of an instructor’s help: from the receipt of the call until somebody said that they go, or, where nobody did, until it was resolved',
  },
  {
    name: 'withStudentMs',
    unit: 'ms',
    clock: 'server',
    what: 'of an instructor’s help resolved or visit done: since that instructor said that they go; empty where they never did',
  },
  { name: 'finding', what: 'what the instructor found: not_stuck, solved_together, explained, technical or comes_back' },
  { name: 'note', what: 'what the instructor noted for the others; it may name somebody' },
];

/** Of each line, as `ExportedEvent` has them. */
export const NDJSON_FIELDS: readonly Described[] = [
  { name: 'classId', what: 'the class' },
  {
    name: 'studentId',
    what: 'the student, by their enrolment and never by what their machine says; of an instructor’s step, whom it is about, and empty for a team or the class',
  },
  {
    name: 'team',
    what: 'the student’s team at that time; empty for none. Of an instructor’s step, the team that it is about, and empty where it is about a student or the class',
  },
  { name: 'sid', what: 'the source: one page load of JupyterLab; empty for an instructor’s step' },
  { name: 'from', what: 'with type lost alone: the range of what was lost starts here' },
  {
    name: 'seq',
    what: 'the place in the source, from 1 and without holes; studentId, sid and seq together are the event; 0 for an instructor’s step',
  },
  {
    name: 'type',
    what: 'what happened, such as cell.executed; instructor.help, instructor.visit, instructor.queue, instructor.message and instructor.staff are what instructors did',
  },
  {
    name: 'time',
    what: 'when it happened; null for a loss that does not say; of an instructor’s step, receivedAt. RFC 3339, in UTC',
    clock: 'student',
  },
  {
    name: 'receivedAt',
    what: 'when the server received it: up to days later, where a machine was offline. RFC 3339, in UTC',
    clock: 'server',
  },
  {
    name: 'data',
    what: 'the event’s own data, as the student’s machine sent it: see docs/protocol.md, Events; of an instructor’s step, what follows',
  },
  {
    name: 'data.durationMs',
    unit: 'ms',
    what: 'of a run: from the kernel’s start of it, without the time that it waited for input; by a clock that only goes forward',
    clock: 'student',
  },
  ...STEP_FIELDS.map(({ name, ...described }) => ({ name: `data.${name}`, ...described })),
  { name: 'data.by', what: 'of an instructor’s step: who did it, as {id, name}' },
  { name: 'data.id', what: 'of an instructor’s step: its own id' },
  { name: 'data.helpId', what: 'of instructor.help: which call, as SID-SEQ of its help.requested' },
  { name: 'data.to', what: 'of instructor.message: whom it was for, as {studentId}, {team}, {errorGroup} or {all}' },
  { name: 'data.text', what: 'of instructor.message: what was written' },
  { name: 'data.state', what: 'of instructor.queue: open, paused or closed from then on' },
  { name: 'data.staff', what: 'of instructor.staff: whether the student is one of the staff from then on' },
];

/** One JSON object on each line. */
export async function* toNdjson(pages: EventPages): AsyncGenerator<string, void, undefined> {
  for await (const page of pages) {
    if (page.length > 0) {
      yield `${page.map(event => JSON.stringify(event)).join('\n')}\n`;
    }
  }
}
