import { Worker } from 'node:worker_threads';

interface Waiting<A> {
  readonly resolve: (answer: A) => void;
  readonly reject: (reason: Error) => void;
}

/** A thread that answers one question at a time. It starts with the first, and does not keep the process alive. */
export class HelpingThread<Q, A> {
  #worker: Worker | undefined;
  #asked: Waiting<A> | undefined;
  #end: Error | undefined;

  /** @param program the file that it runs: for each message that it gets it posts one */
  constructor(private readonly program: URL) {}

  get isBusy(): boolean {
    return this.#asked !== undefined;
  }

  /** While it is not busy. @throws Error from the moment on that it ended by itself or was closed */
  ask(question: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) {
        reject(this.#end);
        return;
      }
      this.#asked = { resolve, reject };
      this.#worker ??= this.#start();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's, not a window's
      this.#worker.postMessage(question);
    });
  }

  close(): void {
    this.#fail(new Error('the thread was closed'));
    void this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.program);
    worker.on('message', (answer: A) => {
      const asked = this.#asked;
      this.#asked = undefined;
      asked?.resolve(answer);
    });
    worker.on('error', error => this.#fail(error));
    worker.on('exit', () => this.#fail(new Error('the thread ended')));
    worker.unref();
    return worker;
  }

  #fail(reason: Error): void {
    this.#end ??= reason;
    const asked = this.#asked;
    this.#asked = undefined;
    asked?.reject(this.#end);
  }
}
