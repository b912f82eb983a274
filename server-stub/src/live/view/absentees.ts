import type { RosterStudent, StudentState } from '../../../../src/protocol';
import type { Viewpoint } from '../projection/render';

/** The students on a class's roster who never joined. */
export class Absentees {
  #told: ReadonlyMap<string, RosterStudent> = new Map();

  constructor(
    private readonly roster: () => readonly RosterStudent[],
    private readonly hasJoined: (studentId: string) => boolean,
  ) {}

  list(): readonly RosterStudent[] {
    return this.roster().filter(({ studentId }) => !this.hasJoined(studentId));
  }

  find(studentId: string): RosterStudent | undefined {
    return this.list().find(student => student.studentId === studentId);
  }

  /** Who came, went, or is called something else since the last call; who joined has come from here. */
  takeChanges(): ReadonlySet<string> {
    const [before, now] = [this.#told, new Map(this.list().map(student => [student.studentId, student]))];
    this.#told = now;
    const changed = [...now.values()].filter(student => !isSame(before.get(student.studentId), student));
    return new Set([...changed.map(({ studentId }) => studentId), ...[...before.keys()].filter(studentId => !now.has(studentId))]);
  }
}

function isSame(one: RosterStudent | undefined, other: RosterStudent): boolean {
  return one?.displayName === other.displayName && one.team === other.team;
}

/** What is known of somebody who never joined: the name, and who is on the way. */
export function renderAbsentee({ studentId, displayName, team = '' }: RosterStudent, { helpAndVisits, nowMs }: Viewpoint): StudentState {
  const visit = helpAndVisits.visit({ studentId }, nowMs);
  return {
    studentId,
    displayName,
    team,
    status: 'not_joined',
    enrolledAt: null,
    lastEventAt: null,
    lastSeenAt: null,
    events: 0,
    runs: 0,
    errors: 0,
    errorStreak: 0,
    notebook: null,
    exercise: null,
    lastError: null,
    ...(visit !== undefined && { visit }),
  };
}
