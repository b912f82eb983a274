import { comparePositions, type Erasure, type LogEntry, type Position } from './event-log';

/** Whose data an entry is: its student's, and that of everybody whom its text may be about. */
export function studentsOf(entry: LogEntry): readonly string[] {
  const about = entry.kind === 'action' && 'about' in entry.action ? entry.action.about : undefined;
  return about === undefined ? [entry.studentId] : [entry.studentId, ...about];
}

/** Tells what of a log's entries an erasure has taken, whether or not it is removed yet: those of the student before it. */
export function erasedBy(erasures: readonly Erasure[]): (studentIds: readonly string[], position: Position) => boolean {
  const positions = new Map(erasures.map(({ studentId, position }) => [studentId, position]));
  return (studentIds, position) =>
    studentIds.some(studentId => {
      const erasedAt = positions.get(studentId);
      return erasedAt !== undefined && comparePositions(position, erasedAt) < 0;
    });
}
