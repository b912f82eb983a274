import { type DeliveryReport, judgeCompleteness } from '../../../../src/protocol';

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
  /** RFC 3339. */
  readonly exportedAt: string;
  /** Events, and `lost` ranges, in the files. */
  readonly events: number;
  /** What instructors did, in the files that tell of it, beside those. */
  readonly instructorSteps: number;
  /** Nothing is missing, nothing was lost, and nothing was rejected. */
  readonly isWhole: boolean;
  readonly missing: number;
  readonly lost: number;
  readonly rejected: number;
  readonly files: readonly ManifestFile[];
  /** Source by source. */
  readonly delivery: DeliveryReport;
}

/** What an export says of itself, apart from what follows from the delivery report. */
export type ManifestFacts = Omit<ExportManifest, 'isWhole' | 'missing' | 'lost' | 'rejected'>;

export function describeExport(facts: ManifestFacts): ExportManifest {
  const { isWhole, missing, lost, rejected } = judgeCompleteness(facts.delivery);
  const { files, delivery, ...about } = facts;
  return { ...about, isWhole, missing, lost, rejected, files, delivery };
}
