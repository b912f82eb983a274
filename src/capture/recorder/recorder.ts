import type { ReportingClient } from '../../client/reporting-client';

/** Where captured events go. */
export interface Recorder extends Pick<ReportingClient, 'isRecording' | 'record' | 'status'> {
  /** Whether events of this notebook are kept at all; all are where this is absent. */
  readonly covers?: (notebook: string) => boolean;
}

/** What the class has masked besides what every class has. */
export function classMask(recorder: Pick<Recorder, 'status'>): readonly string[] {
  return recorder.status.policy?.mask ?? [];
}

/** Until the class has told its policy and the student's consent is known, no more is captured than the least that any policy allows. */
export function captureLevel(recorder: Recorder) {
  return recorder.status.captureLevel ?? 'activity';
}
