import type { RejectedEvent } from '../reporting/batch';

/** A line of `GET /classes/{id}/events?format=ndjson`. */
export interface ExportedEvent {
  readonly classId: string;
  readonly studentId: string;
  readonly team: string;
  readonly sid: string;
  /** With `lost` alone: the range starts here. */
  readonly from?: number;
  readonly seq: number;
  readonly type: string;
  readonly time: string | null;
  readonly receivedAt: string;
  readonly data: unknown;
}

/** `GET /classes/{id}/delivery`: the proof that the record is whole. */
export interface DeliveryReport {
  readonly sources: readonly SourceReport[];
  /** What is in the record of sources that are not listed: a student's oldest, where one has very many. Absent where all are. */
  readonly unlisted?: UnlistedSources;
  /** How many students' data was erased: it is not in the record, and counts as neither missing nor lost. Absent for none, and in a manifest, which says so itself. */
  readonly erasures?: number;
}

/** Counts alone. */
export interface UnlistedSources {
  readonly sources: number;
  readonly received: number;
  readonly missing: number;
  readonly lost: number;
  readonly rejected: number;
  /** Whose they are. */
  readonly students: readonly string[];
}

export interface SourceReport {
  readonly studentId: string;
  readonly sid: string;
  readonly hwm: number;
  /** Events in the record. */
  readonly received: number;
  readonly missing: readonly { readonly from: number; readonly to: number }[];
  /** Events that the client reported as lost. */
  readonly lost: number;
  readonly rejected: readonly RejectedEvent[];
  /** Events besides those listed, where a source is in very many pieces. Absent where all are listed. */
  readonly unlisted?: { readonly missing: number; readonly rejected: number };
}
