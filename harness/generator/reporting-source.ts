import type { EnrolledSource } from '../api/enrol';
import { BatchRequest } from './batch-request';
import type { Answer } from './response-reader';

const ACCEPTED = 202;

/** One source of a load: what it has sent, and what was acknowledged of it. */
export class ReportingSource {
  /** All events up to and including this one are acknowledged. */
  acknowledged = 0;
  readonly #request: BatchRequest;

  constructor(
    readonly enrolled: EnrolledSource,
    host: string,
    events: number,
    /** Off for a server that only says 202. */
    private readonly isMarkChecked = true,
  ) {
    this.#request = new BatchRequest(host, enrolled, events, new Date());
  }

  /** The bytes of the report that is due: after a refusal the same once more. */
  nextReport(): Buffer {
    return this.#request.bytesFrom(this.acknowledged + 1);
  }

  /** Takes note of the answer to it. @returns how many events it acknowledged. @throws Error for an acknowledgement of something else */
  noteAnswer({ status, hwm }: Answer): number {
    if (status !== ACCEPTED) {
      return 0;
    }
    const last = this.acknowledged + this.#request.eventCount;
    if (this.isMarkChecked && hwm !== last) {
      throw new Error(`A report up to ${String(last)} was acknowledged up to ${String(hwm)}.`);
    }
    this.acknowledged = last;
    return this.#request.eventCount;
  }
}
