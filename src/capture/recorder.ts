import type { ReportingClient } from '../pump/reporting-client';

/** Where captured events go. */
export type Recorder = Pick<ReportingClient, 'isRecording' | 'record' | 'status'>;

/** Until the class has told its policy, no more is captured than the least that any policy allows. */
export function captureLevel(recorder: Recorder) {
  return recorder.status.policy?.level ?? 'activity';
}
