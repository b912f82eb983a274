/** What every key and channel begins with, unless the operator chose something else. */
export const DEFAULT_KEY_PREFIX = 'cellmonitor';

/**
 * The names of the server's keys and channels. Those of a class carry the class in braces, their hash tag: in a Redis Cluster
 * they live on one node.
 */
export class RedisKeys {
  /** The registry of all classes. */
  readonly registry: string;
  /** The instructors who have tokens. */
  readonly instructors: string;
  /** From when on instructors want alerts. */
  readonly alertLevels: string;
  /** Sessions that were ended before they expired. */
  readonly endedSessions: string;
  /** What instructors did. */
  readonly audit: string;
  /** Written by the health check, and gone by itself. */
  readonly check: string;
  /** Held by the one server that trims, and gone by itself. */
  readonly janitor: string;
  /** Matches the live channel of every class. */
  readonly livePattern: string;
  readonly #prefix: string;

  /** @param prefix holds no brace, or it would be the hash tag, and nothing that is special in a pattern of channels */
  constructor(prefix: string = DEFAULT_KEY_PREFIX) {
    if (!isKeyPrefix(prefix)) {
      throw new RangeError('A key prefix is 1 to 64 letters, digits or any of : . _ -');
    }
    this.#prefix = prefix;
    this.registry = `${prefix}:{registry}`;
    this.instructors = `${prefix}:{instructors}`;
    this.alertLevels = `${prefix}:{alert-levels}`;
    this.endedSessions = `${prefix}:{ended-sessions}`;
    this.audit = `${prefix}:{audit}`;
    this.check = `${prefix}:{check}`;
    this.janitor = `${prefix}:{janitor}`;
    this.livePattern = this.live('*');
  }

  log = (classId: string): string => `${this.#prefix}:{${classId}}:log`;
  marks = (classId: string): string => `${this.#prefix}:{${classId}}:hwm`;
  trimmed = (classId: string): string => `${this.#prefix}:{${classId}}:trimmed`;
  /** By student: the position of an erasure that is not finished. */
  unfinished = (classId: string): string => `${this.#prefix}:{${classId}}:unfinished`;
  seen = (classId: string): string => `${this.#prefix}:{${classId}}:seen`;
  /** By student and source: what goes on at a page now. */
  pages = (classId: string): string => `${this.#prefix}:{${classId}}:pages`;
  enrolments = (classId: string): string => `${this.#prefix}:{${classId}}:enrolments`;
  /** By student: when they joined, of those who have never reported. */
  silent = (classId: string): string => `${this.#prefix}:{${classId}}:silent`;
  roster = (classId: string): string => `${this.#prefix}:{${classId}}:roster`;
  rooms = (classId: string): string => `${this.#prefix}:{${classId}}:rooms`;

  /** The channel that tells of a class's growth. */
  live(classId: string): string {
    return `${this.#prefix}:{${classId}}:live`;
  }

  classOfLive(channel: string): string {
    return channel.slice(`${this.#prefix}:{`.length, -'}:live'.length);
  }
}

export function isKeyPrefix(text: string): boolean {
  return /^[\w:.-]{1,64}$/u.test(text);
}

/** A `sid` holds no NUL, so the last one in a field ends the student's id, whatever that holds. */
export const sourceField = (studentId: string, sid: string): string => `${studentId}\0${sid}`;

/**
 * The field among the marks that holds the last erasure of a student's data: that of a source without a `sid`. It is no key of its own, since a
 * node that hands a class over refuses whatever asks for a key that is there together with one that is not.
 */
export const erasureField = (studentId: string): string => sourceField(studentId, '');

/** The student whose erasure a field among the marks holds; undefined for a source's mark. */
export const readErasureField = (field: string): string | undefined => (field.endsWith('\0') ? field.slice(0, -1) : undefined);

/** The other way round. */
export function readSourceField(field: string): { readonly studentId: string; readonly sid: string } {
  const end = field.lastIndexOf('\0');
  return { studentId: field.slice(0, end), sid: field.slice(end + 1) };
}

/** A field among the marks, with its mark. */
export function readSource(field: string, mark: string): { readonly studentId: string; readonly sid: string; readonly hwm: number } {
  return { ...readSourceField(field), hwm: Number(mark) };
}
