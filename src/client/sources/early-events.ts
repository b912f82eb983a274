import { identityKey } from '../enrolment/identity';
import type { ReportingIdentity } from '../enrolment/identity';
import type { Outbox, Source } from '../../outbox/outbox';
import { ALL_EVENTS } from './holdings';
import type { Unwritten } from './own-source';
import type { RecordedEvent } from './source-writer';

/** An event that waits for its reporter. It stays its student's, whoever comes after them. */
export interface EarlyEvent {
  readonly identity: ReportingIdentity;
  readonly event: RecordedEvent;
  readonly isUrgent: boolean;
}

/** What was recorded while there was no reporter yet, or none any more. */
export class EarlyEvents {
  #events: EarlyEvent[] = [];
  /** What has its place in a source already. */
  #numbered: readonly Unwritten[] = [];

  get count(): number {
    return this.#numbered.reduce((sum, { numbered }) => sum + numbered.length, this.#events.length);
  }

  add(early: EarlyEvent): void {
    this.#events.push(early);
  }

  /** What a reporter that stopped had not written comes before what was recorded since. */
  putBack(identity: ReportingIdentity, unwritten: Unwritten): void {
    this.#events.unshift(...unwritten.recorded.map(event => ({ identity, event, isUrgent: false })));
    if (unwritten.numbered.length > 0) {
      this.#numbered = [...this.#numbered, unwritten];
    }
  }

  /**
   * Has the outbox keep what has its place already, in that place. Rejects as the outbox does, and holds it until then.
   * @param before where the rest of its source is, if that is another outbox: a server that lost its tail can ask for it
   * @returns whether there was any
   */
  async keepNumbered(identity: ReportingIdentity, outbox: Outbox, before?: Outbox): Promise<boolean> {
    const key = identityKey(identity);
    const own = this.#numbered.filter(({ source }) => source.identityKey === key);
    for (const unwritten of own) {
      const { source, numbered } = unwritten;
      await copySource(source, before, outbox);
      // What the outbox has stays as it is there: it may count as lost by now.
      const newest = (await outbox.extent(source.sid, 0))?.newest ?? 0;
      const missing = numbered.filter(event => event.seq > newest);
      await outbox.append(source, missing);
      this.#numbered = this.#numbered.filter(other => other !== unwritten);
    }
    return own.length > 0;
  }

  /** Drops all that is this student's in this class. */
  forget(identity: ReportingIdentity): void {
    const key = identityKey(identity);
    this.take(identity);
    this.#numbered = this.#numbered.filter(({ source }) => source.identityKey !== key);
  }

  /** Takes out what is this student's in this class. */
  take(identity: ReportingIdentity): readonly EarlyEvent[] {
    const key = identityKey(identity);
    const isOwn = (early: EarlyEvent) => identityKey(early.identity) === key;
    const taken = this.#events.filter(isOwn);
    this.#events = this.#events.filter(early => !isOwn(early));
    return taken;
  }
}

/** Takes over what can be read of a source. */
async function copySource(source: Source, from: Outbox | undefined, to: Outbox): Promise<void> {
  const read = Promise.all([from?.peek(source.sid, 0, ALL_EVENTS), from?.acknowledgement(source.sid)]);
  const [events = [], acknowledgement] = await read.catch(() => []);
  if (acknowledgement !== undefined && events.length > 0) {
    await to.append(source, events);
    await to.acknowledge(source.sid, acknowledgement, 0);
  }
}
