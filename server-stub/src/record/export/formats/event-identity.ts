import { createHash } from 'node:crypto';
import type { ExportedEvent } from '../../../../../src/protocol';

/** Where what is ours alone is named. An identifier, not an address to fetch. */
export const OWN_NAMES = 'https://github.com/jupyterlab-cell-monitor/jupyterlab-cell-monitor/xapi';

/** The namespace of names that are URLs, by RFC 9562. */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/**
 * The same event has the same id in every export and every format, so that a record store takes it once and tables join: a name-based UUID
 * (RFC 9562, version 5).
 * @param part of an event that becomes several
 */
export function eventUuid({ classId, studentId, sid, seq }: ExportedEvent, part?: string): string {
  const path = [classId, studentId, sid, String(seq), ...(part === undefined ? [] : [part])].map(iriPart).join('/');
  const bytes = createHash('sha1').update(URL_NAMESPACE).update(`${OWN_NAMES}/events/${path}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

/** Half of a surrogate pair, which a student may have sent, has no place in an address. */
export function iriPart(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
}

/** Whether an exported event is an instructor's: of no source. */
export function isInstructorStep({ sid, seq }: ExportedEvent): boolean {
  return sid === '' && seq === 0;
}
