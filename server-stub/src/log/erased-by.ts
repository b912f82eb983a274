import { comparePositions, type Erasure, type Position } from './event-log';

/** Tells what of a log's entries an erasure has taken, whether or not it is removed yet: those of the student before it. */
export function erasedBy(erasures: readonly Erasure[]): (studentId: string, position: Position) => boolean {
  const positions = new Map(erasures.map(({ studentId, position }) => [studentId, position]));
  return (studentId, position) => {
    const erasedAt = positions.get(studentId);
    return erasedAt !== undefined && comparePositions(position, erasedAt) < 0;
  };
}
