import type { ReportingClient } from '../../client/reporting-client';

/** Where captured events go. */
export interface Recorder extends Pick<ReportingClient, 'isRecording' | 'enqueue' | 'status'> {
  /** Whether events of this notebook are kept at all; all are where this is absent. */
  readonly covers?: (notebook: string) => boolean;
  /** Where a notebook was before it was renamed or moved, as events have it; empty where it was not. */
  readonly formerlyOf?: (notebook: string) => { readonly formerly?: string };
}

/** The class's own words to mask, on top of what is masked everywhere. */
export function classMask(recorder: Pick<Recorder, 'status'>): readonly string[] {
  return recorder.status.policy?.mask ?? [];
}

/** Before the policy and the student's consent are known, only the lowest level is captured. */
export function captureLevel(recorder: Recorder) {
  return recorder.status.captureLevel ?? 'activity';
}

/** The hashes of what the class's author handed out to be filled in; see `Policy.placeholders`. */
export function handedOut(recorder: Pick<Recorder, 'status'>): readonly string[] {
  const hashes: unknown = recorder.status.policy?.placeholders;
  return Array.isArray(hashes) ? (hashes as unknown[]).filter(hash => typeof hash === 'string') : [];
}
