import type { Assistance } from './assistance';
import type { Inbox } from './inbox';

/** What a page shows of the instructors' messages, and says that it has shown. */
export class MessageInbox {
  readonly #assistance: () => Assistance;
  readonly #onChange: () => void;

  /** @param assistance of the student who is here now */
  constructor(assistance: () => Assistance, onChange: () => void) {
    this.#assistance = assistance;
    this.#onChange = onChange;
  }

  /** See `ReportingClient.messages`. */
  async takeUnshown(): Promise<Inbox> {
    const taken = this.#assistance().takeUnshown();
    this.#follow(taken);
    return taken;
  }

  /** See `ReportingClient.messages`. */
  markRead(): void {
    this.#follow(this.#assistance().markRead());
  }

  #follow(change: Promise<unknown>): void {
    void change.then(() => this.#onChange());
  }
}
