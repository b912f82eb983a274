import type { ReportingClient } from '../pump/reporting-client';

/** Where captured events go. */
export type Recorder = Pick<ReportingClient, 'isRecording' | 'record' | 'status'>;

/** Until the class has told its policy and the student's consent is known, no more is captured than the least that any policy allows. */
export function captureLevel(recorder: Recorder) {
  return recorder.status.captureLevel ?? 'activity';
}
