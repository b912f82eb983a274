import type { JsonObject } from '../protocol';
import type { Recorder } from './recorder';

/** Records nothing of notebooks outside the class's folder: they are not the class's business, and not even their names leave. */
export class FolderRecorder implements Recorder {
  readonly #recorder: Recorder;
  readonly #folder: () => string;

  /** @param folder the folder as it is set now, relative to the root of the Jupyter server; empty for every notebook */
  constructor(recorder: Recorder, folder: () => string) {
    this.#recorder = recorder;
    this.#folder = folder;
  }

  get isRecording(): boolean {
    return this.#recorder.isRecording;
  }

  get status(): Recorder['status'] {
    return this.#recorder.status;
  }

  record(type: string, data: JsonObject, options?: { readonly isUrgent?: boolean }): void {
    const { notebook } = data;
    if (typeof notebook !== 'string' || isWithinFolder(notebook, this.#folder())) {
      this.#recorder.record(type, data, options);
    }
  }
}

/** Whether a path lies in the folder or below it. Written like `courses/python`; slashes around it and a leading `./` do not matter. */
export function isWithinFolder(path: string, folder: string): boolean {
  const within = toParts(folder);
  const place = toParts(path);
  const isBelow = place.length > within.length && !place.includes('..');
  return within.length === 0 || (isBelow && within.every((part, index) => part === place[index]));
}

function toParts(path: string): string[] {
  return path
    .trim()
    .split('/')
    .filter(part => part !== '' && part !== '.');
}
