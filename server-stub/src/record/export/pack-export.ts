import type { Readable } from 'node:stream';
import packageJson from '../../../package.json' with { type: 'json' };
import { type ClassSession, type Policy, PROTOCOL_VERSION } from '../../../../src/protocol';
import type { ClassRecord } from '../../class/registry/registry';
import { toTimestamp } from '../../platform/clock';
import { type ExportFormat, filesOf, type Writing } from './formats';
import { describeExport, type ExportManifest, type ManifestFile } from './manifest';
import type { ReadingLimits, RecordReading, SourceMark } from './record-reading';
import { zipFiles } from './zip-archive';

export interface Packing {
  readonly record: ClassRecord;
  readonly format: Exclude<ExportFormat, 'students'>;
  readonly writing: Writing;
  /** Undefined: the whole record. */
  readonly session: ClassSession | undefined;
  readonly atMs: number;
  /** Nothing is kept of before. */
  readonly horizonMs: number;
  /** As the log had them before the reading began. */
  readonly marks: readonly SourceMark[];
  /** Whose data was erased: how many. */
  readonly erasures: number;
  readonly limits: ReadingLimits;
  readonly open: (limits: ReadingLimits) => RecordReading;
}

/** A class's record in a format, with a manifest of what is in it and what is not, as a ZIP archive that is made while it is read. */
export function packExport(packing: Packing): Readable {
  const { format, writing, atMs, limits, open } = packing;
  const reading = open(limits);
  const files = filesOf(format, reading, () => open({ until: reading.position }), writing);
  const write = (written: readonly ManifestFile[]): string => `${JSON.stringify(describe(packing, reading, written), null, 2)}\n`;
  return zipFiles(files, { at: new Date(atMs), manifest: { name: 'manifest.json', write } });
}

function describe(packing: Packing, reading: RecordReading, files: readonly ManifestFile[]): ExportManifest {
  const { record, format, writing, session, atMs, horizonMs, marks, erasures } = packing;
  const { policy } = record;
  const { pseudonyms } = writing;
  const report = reading.report(marks);
  return describeExport({
    classId: record.id,
    className: record.name,
    format,
    exportedAt: toTimestamp(atMs),
    program: { name: packageJson.name, version: packageJson.version, protocol: PROTOCOL_VERSION },
    level: policy.level,
    policy: pseudonyms === undefined ? policy : withoutMask(policy),
    retention: { days: policy.retentionDays ?? null, since: policy.retentionDays === undefined ? null : toTimestamp(horizonMs) },
    session: session ?? null,
    timeSpan: reading.timeSpan ?? null,
    pseudonyms: pseudonyms === undefined ? null : { key: pseudonyms.keyId },
    events: reading.events,
    instructorSteps: reading.instructorSteps,
    erasures,
    files,
    delivery: pseudonyms?.ofReport(report) ?? report,
  });
}

/** The words that a class has masked may be names. */
function withoutMask({ mask: _mask, ...policy }: Policy): Policy {
  return policy;
}
