import type { EventType, JsonObject } from '../../protocol';
import type { Assistance } from './assistance';
import { isSolvedBy, withdrawalData } from './help-call';

export interface HelpCallsOptions {
  /** Of the student who is here now. */
  readonly assistance: () => Assistance;
  readonly isRecording: () => boolean;
  /** Reports an event at once. */
  readonly reportNow: (type: EventType, data: JsonObject) => void;
  /** Milliseconds since the epoch. */
  readonly wallMs: () => number;
  readonly onChange: () => void;
}

/** Makes and ends the student's help requests: each is an event for the class, and a state that all tabs share. */
export class HelpCalls {
  readonly #options: HelpCallsOptions;

  constructor(options: HelpCallsOptions) {
    this.#options = options;
  }

  /** See `ReportingClient.help`. */
  call(data: JsonObject, closesItself: boolean): void {
    const { assistance, isRecording, reportNow, wallMs } = this.#options;
    if (isRecording()) {
      reportNow('help.requested', data);
      this.#follow(assistance().callForHelp(data, closesItself, wallMs()));
    }
  }

  /** See `ReportingClient.help`. */
  withdraw(): void {
    this.#end(false);
  }

  /** Ends the call when an event shows that the cell works that it is about, if the student lets it. */
  observe(type: string, data: JsonObject): void {
    const { call } = this.#options.assistance();
    if (call !== null && isSolvedBy(call, type, data)) {
      this.#end(true);
    }
  }

  #end(isSolved: boolean): void {
    const { assistance, isRecording, reportNow } = this.#options;
    const { call } = assistance();
    if (call !== null && isRecording()) {
      reportNow('help.withdrawn', withdrawalData(call, isSolved));
      this.#follow(assistance().endCall());
    }
  }

  #follow(change: Promise<void>): void {
    void change.then(() => this.#options.onChange());
  }
}
