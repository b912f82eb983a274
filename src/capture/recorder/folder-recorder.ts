import type { JsonObject } from '../../protocol';
import type { Recorder } from './recorder';

/** Drops events of notebooks outside the class's folder: not even their names leave the machine. */
export class FolderRecorder implements Recorder {
  readonly #recorder: Recorder;
  readonly #isOwn: (notebook: string) => boolean;

  /** @param isOwn whether the notebook is the class's, as folders are set now */
  constructor(recorder: Recorder, isOwn: (notebook: string) => boolean) {
    this.#recorder = recorder;
    this.#isOwn = isOwn;
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

  enqueue(type: string, data: JsonObject, options?: { readonly isUrgent?: boolean }): void {
    const { notebook } = data;
    if (typeof notebook !== 'string' || this.#isOwn(notebook)) {
      this.#recorder.enqueue(type, data, options);
    }
  }
}
