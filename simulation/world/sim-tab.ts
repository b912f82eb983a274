import type { Outbox, OutboxEvent, Source } from '../../src/outbox/outbox';
import type { OutboxLimits } from '../../src/outbox/eviction';
import type { Clock } from '../../src/platform/clock';
import type { Locks } from '../../src/platform/locks';
import { createReportingClient, type WholeClientParts } from '../../src/client/whole-client';
import { ALL_TERMS } from '../../src/client/consent/consent';
import type { ReportingIdentity } from '../../src/client/enrolment/identity';
import type { ReportingClient } from '../../src/client/reporting-client';
import type { BatchMessage } from '../../src/protocol';
import type { Network } from '../server/network';
import { NO_HISTORY } from '../../src/outbox/no-history';
import type { SeededRandom } from '../virtual/seeded-random';
import type { Bustle, VirtualClock } from '../virtual/virtual-clock';

/** What a tab shares with the rest of its world. */
export interface TabSurroundings {
  readonly clock: VirtualClock;
  readonly bustle: Bustle;
  readonly network: Network;
  readonly random: SeededRandom;
  readonly identity: ReportingIdentity;
  readonly openOutbox: () => Outbox;
  readonly locks: TabLocks;
  readonly limits: OutboxLimits;
  /** Told of every event that has really reached the outbox. */
  readonly onKept: (source: Source, events: readonly OutboxEvent[]) => void;
  /** Told of every event that a page hands over as it leaves, whether an outbox has it or not. */
  readonly onHandedOver: (batch: BatchMessage) => void;
  /** Bends a part out of shape, to see whether the simulation notices. */
  readonly sabotage?: (parts: WholeClientParts) => WholeClientParts;
}

/** A new one each time: a shared promise would hold on to all that ever waited for it. */
const never = () => new Promise<never>(() => undefined);

/** The locks of one browser: they are freed when the tab that holds them dies. */
export class TabLocks {
  readonly #held = new Map<string, object>();

  for(tab: object): Locks {
    return {
      tryHold: async name => {
        if (this.#held.has(name)) {
          return undefined;
        }
        this.#held.set(name, tab);
        return () => void this.#held.delete(name);
      },
    };
  }

  freeAllOf(tab: object): void {
    for (const [name, holder] of this.#held) {
      if (holder === tab) {
        this.#held.delete(name);
      }
    }
  }
}

/** A page of JupyterLab with the real client in it, which can die between any two of its steps. */
export class SimTab {
  readonly client: ReportingClient;
  readonly #world: TabSurroundings;
  #isAlive = true;
  /** While true every write to the outbox fails. */
  isStorageFull = false;
  /** Whether the student looks at the page: one who waits for help is told sooner then. */
  isVisible = true;

  constructor(world: TabSurroundings) {
    this.#world = world;
    const parts: WholeClientParts = {
      outbox: this.#mortal(this.#watched(world.openOutbox())),
      history: NO_HISTORY,
      transport: this.#mortal(this.#transport()),
      clock: this.#clock(),
      random: world.random.draw,
      randomId: world.random.id,
      locks: this.#mortal(world.locks.for(this)),
      logger: { warnOnce: () => undefined },
      limits: world.limits,
      isVisible: () => this.isVisible,
    };
    this.client = createReportingClient(world.sabotage?.(parts) ?? parts);
    this.client.configure(world.identity);
    this.client.consent.agree(ALL_TERMS);
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** The renderer is gone: no step of the client's happens any more, and its locks are free. */
  kill(): void {
    this.#isAlive = false;
    this.#world.locks.freeAllOf(this);
  }

  /** Everything that the client waits for never comes once the tab is dead. */
  #mortal<T extends object>(part: T): T {
    return new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        return typeof member === 'function'
          ? (...args: unknown[]): unknown => this.#call(() => member.apply(target, args) as unknown)
          : member;
      },
    });
  }

  #call(call: () => unknown): unknown {
    if (!this.#isAlive) {
      return never();
    }
    const result = call();
    if (!(result instanceof Promise)) {
      return result;
    }
    return result.then(
      value => (this.#isAlive ? value : never()),
      (error: unknown) => (this.#isAlive ? Promise.reject(error as Error) : never()),
    );
  }

  /** Counts the outbox's work as under way, and notes what it has kept, even if the tab died in that moment. */
  #watched(outbox: Outbox): Outbox {
    const { bustle, onKept } = this.#world;
    return new Proxy(outbox, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') {
          return member;
        }
        return (...args: unknown[]) => {
          if (this.isStorageFull && name === 'append') {
            return Promise.reject(new DOMException('simulated', 'QuotaExceededError'));
          }
          const work = bustle.during(member.apply(target, args) as Promise<unknown>);
          return name === 'append'
            ? work.then(value => {
                onKept(args[0] as Source, args[1] as readonly OutboxEvent[]);
                return value;
              })
            : work;
        };
      },
    });
  }

  #transport(): WholeClientParts['transport'] {
    const { network, onHandedOver } = this.#world;
    const transport = network.transport(() => this.#isAlive);
    return {
      ...transport,
      sendOnClose: (server, body) => {
        onHandedOver(JSON.parse(body) as BatchMessage);
        transport.sendOnClose(server, body);
      },
    };
  }

  #clock(): Clock {
    const { clock } = this.#world;
    return {
      wallMs: () => clock.wallMs(),
      monotonicMs: () => clock.monotonicMs(),
      sleep: (ms, signal) => clock.sleep(ms, signal).then(() => (this.#isAlive ? undefined : never())),
    };
  }
}
