import { type ErrorGroup, type ExerciseState, LIMITS } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import { compareKeys, type OrderKey } from '../events/corrected-time';
import { withoutWords } from '../errors/error-message';
import type { ExerciseBoard } from './exercise-board';
import { type ExerciseKey, stableId } from './exercise-identity';
import type { ExerciseWork } from '../work/exercise-work';
import { readSignature } from '../work/failure';
import type { StudentRecord } from '../students/student-record';

/** Where an error is: in an exercise, or, outside any, in a notebook. */
export interface Place {
  readonly exercise: ExerciseState | null;
  readonly name: string;
  readonly keys: ReadonlySet<ExerciseKey>;
}

/** Somebody whose newest run failed with an error, or for whom a check fails, and the message of that run. */
export interface Member {
  readonly studentId: string;
  /** What the run was of. */
  readonly exercise: ExerciseKey;
  readonly check?: string;
  readonly key: OrderKey;
  readonly message: string;
}

/** The same error in one place, or one failing check, which somebody has now. */
export interface FoundError {
  readonly id: string;
  /** Undefined for an error. */
  readonly check?: string;
  readonly exercise: string | null;
  readonly place: string;
  readonly signature: string;
  /** In the order of their newest runs: the first of them gives the example. */
  readonly members: readonly Member[];
  /** Who has it or had it. */
  readonly ever: number;
  /** Milliseconds since the epoch. */
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

interface Gathering {
  readonly members: Map<string, Member>;
  readonly ever: Set<string>;
  firstAtMs: number;
  lastAtMs: number;
}

/** The errors of one place, from then on. */
export function findErrors(board: ExerciseBoard, place: Place, sinceMs: number): FoundError[] {
  const gatherings = new Map<string, Gathering>();
  for (const key of place.keys) {
    for (const [studentId, work] of board.worksAt(key)) {
      gather(gatherings, key, studentId, work, sinceMs);
    }
  }
  return [...gatherings]
    .filter(([, { members }]) => members.size > 0)
    .map(([signature, gathering]) => toError(place, signature, gathering));
}

function gather(
  gatherings: Map<string, Gathering>,
  exercise: ExerciseKey,
  studentId: string,
  { last, spells }: ExerciseWork,
  sinceMs: number,
): void {
  for (const [signature, spell] of spells) {
    const { lastAtMs } = spell;
    if (lastAtMs < sinceMs) {
      continue;
    }
    const firstAtMs = Math.max(sinceMs, spell.firstAtMs);
    const gathering = gatherings.get(signature) ?? { members: new Map(), ever: new Set(), firstAtMs, lastAtMs };
    gatherings.set(signature, gathering);
    gathering.ever.add(studentId);
    gathering.firstAtMs = Math.min(gathering.firstAtMs, firstAtMs);
    gathering.lastAtMs = Math.max(gathering.lastAtMs, lastAtMs);
    if (last.key !== undefined && last.key.timeMs >= sinceMs && last.value?.failure?.signature === signature) {
      join(gathering.members, { studentId, exercise, key: last.key, message: last.value.failure.message });
    }
  }
}

/** Outside any exercise a student may have the same error in several cells. */
function join(members: Map<string, Member>, member: Member): void {
  const known = members.get(member.studentId);
  if (known === undefined || compareKeys(member.key, known.key) < 0) {
    members.set(member.studentId, member);
  }
}

function toError({ exercise, name }: Place, signature: string, { members, ever, firstAtMs, lastAtMs }: Gathering): FoundError {
  const id = stableId(exercise?.id ?? `notebook\n${name}`, signature);
  const inOrder = [...members.values()].sort((a, b) => compareKeys(a.key, b.key));
  return { id, exercise: exercise?.id ?? null, place: name, signature, members: inOrder, ever: ever.size, firstAtMs, lastAtMs };
}

/** As instructors see them: most students first, then the newest. */
export function renderErrors(errors: readonly FoundError[], students: ReadonlyMap<string, StudentRecord>): ErrorGroup[] {
  return errors
    .toSorted((a, b) => b.members.length - a.members.length || b.lastAtMs - a.lastAtMs || (a.id < b.id ? -1 : 1))
    .slice(0, LIMITS.errorGroups)
    .map(error => renderError(error, students));
}

function renderError(
  { id, check, exercise, place, signature, members, ...figures }: FoundError,
  students: ReadonlyMap<string, StudentRecord>,
): ErrorGroup {
  const teams = new Set(members.flatMap(({ studentId }) => students.get(studentId)?.team || []));
  const { errorName, message } = readSignature(signature);
  const names = namesOf(members, students);
  return {
    id,
    ...(check === undefined ? { kind: 'error' as const } : { kind: 'check' as const, check }),
    exercise,
    place,
    errorName,
    message: withoutWords(message, names),
    example: withoutWords(members[0]?.message ?? '', names),
    studentIds: members.map(({ studentId }) => studentId).sort(),
    teams: teams.size,
    ever: figures.ever,
    firstAt: toTimestamp(figures.firstAtMs),
    lastAt: toTimestamp(figures.lastAtMs),
  };
}

/** The names of the one whose message it is: of the oldest of the newest runs, so that it does not change with every run. */
function namesOf([oldest]: readonly Member[], students: ReadonlyMap<string, StudentRecord>): string[] {
  const name = (oldest && students.get(oldest.studentId)?.displayName) ?? '';
  return [oldest?.studentId ?? '', name, ...name.split(/\s+/u)];
}
