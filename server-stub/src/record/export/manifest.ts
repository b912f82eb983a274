import { type CaptureLevel, type ClassSession, type DeliveryReport, judgeCompleteness, type Policy } from '../../../../src/protocol';
import type { TimeSpan } from './record-reading';

export interface ManifestFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `manifest.json` of an export: what is in it, and what of the class's record is not. */
export interface ExportManifest {
  readonly classId: string;
  readonly className: string;
  readonly format: string;
  /** RFC 3339, in UTC. */
  readonly exportedAt: string;
  /** What wrote it. */
  readonly program: { readonly name: string; readonly version: string; readonly protocol: number };
  /** How much the class captures now; it may have been another level when the events were. */
  readonly level: CaptureLevel;
  /** With pseudonyms, without the words that are masked. */
  readonly policy: Policy;
  /** For how many days the class keeps its record, null for ever; what was received before `since` is gone, and not in the files. */
  readonly retention: { readonly days: number | null; readonly since: string | null };
  /** The session that the files are of, null for the whole record. What is missing, lost, rejected or erased, and `delivery`, are of the whole record. */
  readonly session: ClassSession | null;
  /** From the first event in the files to the last, by either clock, RFC 3339; null where there is none. */
  readonly timeSpan: TimeSpan | null;
  /** With pseudonyms: the name of the server's key that they were made with. Null: the students' own ids. */
  readonly pseudonyms: { readonly key: string } | null;
  /** Events, and `lost` ranges, in the files. */
  readonly events: number;
  /** What instructors did, in the files that tell of it, beside those. */
  readonly instructorSteps: number;
  /** Nothing is missing, nothing was lost, nothing was rejected, and nobody's data was erased. */
  readonly isWhole: boolean;
  readonly missing: number;
  readonly lost: number;
  readonly rejected: number;
  /** Students whose data was erased: what they did before that is not in the files, and counts as neither missing nor lost. */
  readonly erasures: number;
  readonly files: readonly ManifestFile[];
  /** Source by source. */
  readonly delivery: DeliveryReport;
}

/** What an export says of itself, apart from what follows from the delivery report. */
export type ManifestFacts = Omit<ExportManifest, 'isWhole' | 'missing' | 'lost' | 'rejected'>;

export function describeExport(facts: ManifestFacts): ExportManifest {
  const { isWhole, missing, lost, rejected } = judgeCompleteness(facts.delivery);
  const { files, delivery, erasures, ...about } = facts;
  return { ...about, isWhole: isWhole && erasures === 0, missing, lost, rejected, erasures, files, delivery };
}
