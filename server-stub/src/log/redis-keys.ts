/** Every key of a class carries the class in braces, its hash tag: in a Redis Cluster they live on one node. */
export const logKey = (classId: string): string => `cellmonitor:{${classId}}:log`;
export const marksKey = (classId: string): string => `cellmonitor:{${classId}}:hwm`;
export const enrolmentsKey = (classId: string): string => `cellmonitor:{${classId}}:enrolments`;
export const registryKey = 'cellmonitor:{registry}';
/** Written by the health check, and gone by itself. */
export const checkKey = 'cellmonitor:{check}';

const LIVE_PREFIX = 'cellmonitor:{';
const LIVE_SUFFIX = '}:live';

/** The channel that tells of a class's growth. */
export const liveChannel = (classId: string): string => `${LIVE_PREFIX}${classId}${LIVE_SUFFIX}`;
/** Matches the live channel of every class. */
export const LIVE_PATTERN = liveChannel('*');
export const classOfChannel = (channel: string): string => channel.slice(LIVE_PREFIX.length, -LIVE_SUFFIX.length);

/** A `sid` holds no NUL, so the last one in a field ends the student's id, whatever that holds. */
export const sourceField = (studentId: string, sid: string): string => `${studentId}\0${sid}`;

export function readSource(field: string, mark: string): { readonly studentId: string; readonly sid: string; readonly hwm: number } {
  const end = field.lastIndexOf('\0');
  return { studentId: field.slice(0, end), sid: field.slice(end + 1), hwm: Number(mark) };
}
