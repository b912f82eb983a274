import { DisposableDelegate, type IDisposable } from '@lumino/disposable';

import type { Logger } from '../platform/logger';
import { guarded } from '../jupyter/guard';
import type { Recorder } from './recorder/recorder';

export interface PresenceParts {
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  readonly recorder: Recorder;
  /** Whether a notebook of the class is open: without one, where the student is is none of the class's business. */
  readonly isAtWork: () => boolean;
  readonly logger: Logger;
}

/** Records `presence.hidden` when the page goes out of sight, and `presence.visible` when it comes back, until disposed. */
export function capturePresence({ document, recorder, isAtWork, logger }: PresenceParts): IDisposable {
  let isAway = false;
  const onChange = guarded(logger, 'visibility changed', () => {
    const isHidden = document.visibilityState === 'hidden';
    if (isHidden !== isAway && recorder.isRecording && (isAway || isAtWork())) {
      isAway = isHidden;
      recorder.enqueue(isHidden ? 'presence.hidden' : 'presence.visible', {});
    }
  });
  // Captured, to be recorded before a page that may never be seen again hands over what it has.
  document.addEventListener('visibilitychange', onChange, { capture: true });
  return new DisposableDelegate(() => document.removeEventListener('visibilitychange', onChange, { capture: true }));
}
