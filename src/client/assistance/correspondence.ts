import type { Outbox } from '../../outbox/outbox';
import type { BatchReply, JsonObject } from '../../protocol';
import { callForHelp, endCall, hearStanding, readHelpBook, type HelpCall } from './help-call';
import { lastShown, markRead, markShown, readMailbox, receiveMessages, unshown, type Mailbox } from './mailbox';
import { StoredValue } from '../../outbox/stored-value';

const helpName = (key: string) => `help ${key}`;
const mailName = (key: string) => `messages ${key}`;

/** What passes between a student and his instructors in one class: his call for help, and their messages. The same for all tabs; outlives the page. */
export class Correspondence {
  readonly #help;
  readonly #mail;
  readonly #outbox: () => Outbox;
  /** Of the call that was ended here last: it has ended before the storage knows. */
  #endedAtMs: number | undefined;

  /**
   * @param key names the student and the class; see `identityKey`
   * @param outbox the one that is in use now
   */
  constructor(key: string, outbox: () => Outbox) {
    this.#help = new StoredValue(helpName(key), readHelpBook);
    this.#mail = new StoredValue(mailName(key), readMailbox);
    this.#outbox = outbox;
  }

  get call(): HelpCall | null {
    const { call } = this.#help.value;
    return call?.atMs === this.#endedAtMs ? null : call;
  }

  get messages(): Mailbox {
    return this.#mail.value;
  }

  get seenMessage(): string | undefined {
    return lastShown(this.#mail.value);
  }

  /** Takes up what this tab, another or an earlier page left. */
  async read(): Promise<void> {
    await Promise.all([this.#help.read(this.#outbox()), this.#mail.read(this.#outbox())]);
  }

  /** For a storage that takes the place of one that broke. */
  async write(): Promise<void> {
    await Promise.all([this.#help.write(this.#outbox()), this.#mail.write(this.#outbox())]);
  }

  /** Takes up what a reply carries, and what other tabs did since the last. */
  async receive({ help, messages }: Pick<BatchReply, 'help' | 'messages'>, atMs: number): Promise<void> {
    await this.read();
    if (help !== undefined) {
      await this.#help.update(this.#outbox(), book => hearStanding(book, help));
    }
    if (messages.length > 0) {
      await this.#mail.update(this.#outbox(), box => receiveMessages(box, messages, atMs));
    }
  }

  /** @param data of the `help.requested` that calls */
  async callForHelp(data: JsonObject, closesItself: boolean, atMs: number): Promise<void> {
    this.#endedAtMs = undefined;
    await this.#help.update(this.#outbox(), book => callForHelp(book, data, closesItself, atMs));
  }

  async endCall(): Promise<void> {
    this.#endedAtMs = this.#help.value.call?.atMs;
    await this.#help.update(this.#outbox(), endCall);
  }

  /** The messages that no page has shown yet, of which the caller now is the one who does. */
  async takeUnshown(): Promise<Mailbox> {
    let taken: Mailbox = [];
    await this.#mail.update(this.#outbox(), box => {
      taken = unshown(box);
      return markShown(box);
    });
    return taken;
  }

  async markRead(): Promise<void> {
    await this.#mail.update(this.#outbox(), markRead);
  }
}

/** The student has left the class. */
export async function forgetCorrespondence(outbox: Outbox, key: string): Promise<void> {
  for (const name of [helpName(key), mailName(key)]) {
    await outbox.updateRecord(name, () => undefined);
  }
}
