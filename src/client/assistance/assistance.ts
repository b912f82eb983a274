import type { Outbox } from '../../outbox/outbox';
import type { BatchReply, JsonObject, QueueState } from '../../protocol';
import { callForHelp, endCall, applyHelpStatus, isNews, parseHelpState, type HelpCall } from './help-call';
import { lastShown, markRead, markShown, parseInbox, receiveMessages, unshown, type Inbox } from './inbox';
import { StoredValue } from '../../outbox/stored-value';

const helpName = (key: string) => `help ${key}`;
const messagesName = (key: string) => `messages ${key}`;

/** A student's help request and their instructors' messages in one class. The same for all tabs; outlives the page. */
export class Assistance {
  readonly #help;
  readonly #inbox;
  readonly #outbox: () => Outbox;
  #queue: QueueState = 'open';
  /** Of the call that was ended here last: it has ended before the storage knows. */
  #endedAtMs: number | undefined;

  /**
   * @param key names the student and the class; see `identityKey`
   * @param outbox the one that is in use now
   */
  constructor(key: string, outbox: () => Outbox) {
    this.#help = new StoredValue(helpName(key), parseHelpState);
    this.#inbox = new StoredValue(messagesName(key), parseInbox);
    this.#outbox = outbox;
  }

  get call(): HelpCall | null {
    const { call } = this.#help.value;
    return call?.atMs === this.#endedAtMs ? null : call;
  }

  /** Whether the class takes calls, as far as this page was told. */
  get queue(): QueueState {
    return this.#queue;
  }

  get messages(): Inbox {
    return this.#inbox.value;
  }

  get seenMessage(): string | undefined {
    return lastShown(this.#inbox.value);
  }

  /** Reads what this tab, another or an earlier page stored. */
  async read(): Promise<void> {
    await Promise.all([this.#help.read(this.#outbox()), this.#inbox.read(this.#outbox())]);
  }

  /** For a storage that takes the place of one that broke. */
  async write(): Promise<void> {
    await Promise.all([this.#help.write(this.#outbox()), this.#inbox.write(this.#outbox())]);
  }

  /** Applies what a reply carries, on top of what other tabs stored meanwhile. */
  async receive({ help, messages, queue }: Pick<BatchReply, 'help' | 'messages' | 'queue'>, atMs: number): Promise<void> {
    this.#queue = queue ?? this.#queue;
    await this.read();
    if (help !== undefined && isNews(this.#help.value, help)) {
      await this.#help.update(this.#outbox(), state => applyHelpStatus(state, help));
    }
    if (messages.length > 0) {
      await this.#inbox.update(this.#outbox(), inbox => receiveMessages(inbox, messages, atMs));
    }
  }

  /** @param data of the `help.requested` that calls */
  async callForHelp(data: JsonObject, closesItself: boolean, atMs: number): Promise<void> {
    this.#endedAtMs = undefined;
    await this.#help.update(this.#outbox(), state => callForHelp(state, data, closesItself, atMs));
  }

  async endCall(): Promise<void> {
    this.#endedAtMs = this.#help.value.call?.atMs;
    await this.#help.update(this.#outbox(), endCall);
  }

  /** The messages that no page has shown yet. The caller shows them now. */
  async takeUnshown(): Promise<Inbox> {
    let taken: Inbox = [];
    await this.#inbox.update(this.#outbox(), inbox => {
      taken = unshown(inbox);
      return markShown(inbox);
    });
    return taken;
  }

  async markRead(): Promise<void> {
    await this.#inbox.update(this.#outbox(), markRead);
  }
}

/** The student has left the class. */
export async function forgetAssistance(outbox: Outbox, key: string): Promise<void> {
  for (const name of [helpName(key), messagesName(key)]) {
    await outbox.updateItem(name, () => undefined);
  }
}
