import type { EnqueueOptions } from '../../client/reporting-client';
import type { EventType, JsonObject } from '../../protocol';
import { capPath } from '../masking/redact';
import type { FirstPaths } from './first-paths';
import type { Recorder } from './recorder';

/** Which notebooks are the class's, as folders are set now. */
type IsOwn = (notebook: string) => boolean;

/**
 * Drops events of notebooks outside the class's folder: not even their names leave the machine. Those of a notebook that was renamed or moved
 * say where it was.
 */
export class FolderRecorder implements Recorder {
  readonly #recorder: Recorder;
  readonly #isOwn: IsOwn;
  readonly #paths: Pick<FirstPaths, 'formerly'>;

  constructor(recorder: Recorder, isOwn: IsOwn, paths: Pick<FirstPaths, 'formerly'>) {
    this.#recorder = recorder;
    this.#isOwn = isOwn;
    this.#paths = paths;
  }

  get isRecording(): boolean {
    return this.#recorder.isRecording;
  }

  get status(): Recorder['status'] {
    return this.#recorder.status;
  }

  covers(notebook: string): boolean {
    return this.#isOwn(notebook);
  }

  /** Empty also where the notebook was in a folder that is none of the class's. */
  formerlyOf(notebook: string): { readonly formerly?: string } {
    const formerly = this.#paths.formerly(notebook);
    return formerly !== undefined && this.#isOwn(formerly) ? { formerly: capPath(formerly) } : {};
  }

  enqueue(type: EventType, data: JsonObject, options?: EnqueueOptions): void {
    const { notebook, ...more } = data;
    if (typeof notebook !== 'string') {
      this.#recorder.enqueue(type, data, options);
    } else if (this.#isOwn(notebook)) {
      this.#recorder.enqueue(type, { notebook, ...this.formerlyOf(notebook), ...more }, options);
    }
  }
}
