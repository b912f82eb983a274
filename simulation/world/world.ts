import { IDBFactory } from 'fake-indexeddb';
import { createIndexedDbOutbox } from '../../src/outbox/indexed-db';
import { OUTBOX_LIMITS } from '../../src/outbox/eviction';
import type { WholeClientParts } from '../../src/client/whole-client';
import type { ReportingIdentity } from '../../src/client/enrolment/identity';
import type { EventType } from '../../src/protocol';
import { Account } from './account';
import { auditExercises, runOf } from './checked-runs';
import { Network } from '../server/network';
import type { Schedule, Step } from './schedule';
import { createSeededRandom, type SeededRandom } from '../virtual/seeded-random';
import { JOIN_CODE, SimServer } from '../server/sim-server';
import { SimTab, TabLocks } from './sim-tab';
import { Bustle, VirtualClock } from '../virtual/virtual-clock';

const START_MS = Date.parse('2026-11-22T09:00:00Z');
const MAX_TABS_PER_STUDENT = 5;
/** No event has this type, so the server rejects it. */
const POISONED_TYPE = '' as string as EventType;

/** After the last misfortune everything must have arrived within this time. */
const HEALING_MS = 1_500_000;
/** Over the healing, each tab may ask this often on average: a few times each cadence. */
const CALM_REQUEST_MS = 5_000;

export interface Outcome {
  /** What is wrong, in words; empty when every promise was kept. */
  readonly flaws: readonly string[];
  readonly events: number;
  readonly requests: number;
}

export interface WorldOptions {
  readonly sabotage?: (parts: WholeClientParts) => WholeClientParts;
}

/** Low enough for a bad day to reach it. */
const FEW_EVENTS = 600;

/** One student's browser profile: what outlives a tab. */
interface Profile {
  readonly identity: ReportingIdentity;
  readonly factory: IDBFactory;
  readonly locks: TabLocks;
}

/** A small class, its network and its server, in virtual time. */
class World {
  readonly #bustle = new Bustle();
  readonly #clock = new VirtualClock(START_MS, this.#bustle);
  readonly #random: SeededRandom;
  readonly #server: SimServer;
  readonly #network: Network;
  readonly #account = new Account();
  readonly #profiles: readonly Profile[];
  readonly #options: WorldOptions;
  #tabs: { readonly tab: SimTab; readonly profile: Profile }[] = [];
  #recorded = 0;
  #mostEvents = OUTBOX_LIMITS.events;

  constructor(seed: number, options: WorldOptions) {
    this.#options = options;
    this.#random = createSeededRandom(seed);
    this.#server = new SimServer(this.#clock, this.#random);
    this.#network = new Network(this.#server, this.#clock, this.#random, this.#bustle);
    this.#profiles = ['ada', 'bob'].map(studentId => ({
      identity: { serverUrl: 'http://server', joinCode: JOIN_CODE, studentId, displayName: '', team: '' },
      factory: new IDBFactory(),
      locks: new TabLocks(),
    }));
  }

  async run(schedule: Schedule): Promise<Outcome> {
    // A full outbox gives up first what the server has, and then cannot heal a server that forgets: one of the two in a day.
    const isForgetful = schedule.some(step => step.kind === 'server_replace' || step.kind === 'lose_tail');
    this.#mostEvents = isForgetful ? OUTBOX_LIMITS.events : FEW_EVENTS;
    await this.#server.start();
    try {
      for (const step of schedule) {
        await this.#take(step);
      }
      return await this.#heal();
    } finally {
      for (const { tab } of this.#tabs) {
        tab.kill();
      }
      await this.#server.dispose();
    }
  }

  async #take(step: Step): Promise<void> {
    const open = 'tab' in step ? this.#tabs[step.tab % Math.max(1, this.#tabs.length)] : undefined;
    switch (step.kind) {
      case 'wait':
        return this.#clock.advance(step.ms);
      case 'open_tab':
        return this.#open(this.#profiles[step.student]);
      case 'kill_tab':
        return this.#kill(open?.tab);
      case 'reload_tab':
        open?.tab.client.flushOnHide(true);
        this.#kill(open?.tab);
        return this.#open(open?.profile);
      case 'record':
        return this.#record(open?.tab, 'cell.executed', step.events);
      case 'record_poison':
        open?.tab.client.enqueue(POISONED_TYPE, { n: (this.#recorded += 1) });
        return undefined;
      case 'help':
        return this.#record(open?.tab, 'help.requested', 1);
      case 'hide':
        return open?.tab.client.flushOnHide();
      case 'leave_and_return':
        open?.tab.client.flushOnHide(true);
        return open?.tab.client.comeBack();
      case 'send_now':
        return open?.tab.client.sendNow();
      case 'come_back':
        return open?.tab.client.comeBack();
      case 'storage':
        if (open !== undefined) {
          open.tab.isStorageFull = step.isFull;
        }
        return undefined;
      case 'network':
        this.#network.mode = step.mode;
        return undefined;
      case 'log_down':
        this.#server.isLogDown = step.isDown;
        return undefined;
      case 'jump_clock':
        return this.#clock.stepWall(step.ms);
      case 'server_stop':
      case 'server_start':
      case 'server_replace':
      case 'snapshot':
      case 'lose_tail':
      case 'revoke_tokens':
        return this.#befallServer(step.kind);
    }
  }

  async #befallServer(kind: 'server_stop' | 'server_start' | 'server_replace' | 'snapshot' | 'lose_tail' | 'revoke_tokens'): Promise<void> {
    if (kind === 'server_start') {
      return this.#server.isRunning ? undefined : this.#server.start();
    }
    if (!this.#server.isRunning) {
      return undefined;
    }
    const misfortunes = {
      server_stop: () => this.#server.stop(),
      server_replace: () => this.#server.replace(),
      snapshot: () => this.#server.takeSnapshot(),
      lose_tail: () => this.#server.loseTail(),
      revoke_tokens: () => this.#server.revokeTokens(),
    };
    return misfortunes[kind]();
  }

  #open(profile: Profile | undefined): void {
    const isFull = this.#tabs.filter(open => open.profile === profile).length >= MAX_TABS_PER_STUDENT;
    if (profile === undefined || isFull) {
      return;
    }
    const tab = new SimTab({
      clock: this.#clock,
      bustle: this.#bustle,
      network: this.#network,
      random: this.#random,
      identity: profile.identity,
      openOutbox: () => createIndexedDbOutbox(profile.factory, 'hub'),
      locks: profile.locks,
      limits: { ...OUTBOX_LIMITS, events: this.#mostEvents },
      onKept: (source, events) => this.#account.note(source, events),
      onHandedOver: batch => this.#account.noteHandedOver(batch),
      ...(this.#options.sabotage !== undefined && { sabotage: this.#options.sabotage }),
    });
    this.#tabs.push({ tab, profile });
  }

  #kill(tab: SimTab | undefined): void {
    tab?.kill();
    this.#tabs = this.#tabs.filter(open => open.tab !== tab);
  }

  #record(tab: SimTab | undefined, type: EventType, events: number): void {
    if (tab === undefined) {
      return;
    }
    for (let count = 0; count < events; count++) {
      this.#recorded += 1;
      this.#account.expect(this.#recorded, () => tab.isAlive);
      tab.client.enqueue(type, runOf(this.#recorded), { isUrgent: type === 'help.requested' });
    }
  }

  /** The bad day is over: every student has a page open again, and time passes. */
  async #heal(): Promise<Outcome> {
    this.#network.mode = 'good';
    this.#server.isLogDown = false;
    if (!this.#server.isRunning) {
      await this.#server.start();
    }
    for (const { tab } of this.#tabs) {
      tab.isStorageFull = false;
    }
    for (const profile of this.#profiles) {
      this.#open(profile);
    }
    // Who looks at a page and waits for help asks more often: that is no storm.
    for (const { tab } of this.#tabs) {
      tab.isVisible = false;
    }
    const requestsBefore = this.#network.requests;
    await this.#clock.advance(HEALING_MS);
    const requests = this.#network.requests - requestsBefore;
    const exported = await this.#server.exportEvents();
    const flaws = [
      ...this.#account.audit(exported, await this.#server.deliveryReport()),
      ...auditExercises(exported, await this.#server.readExercises()),
      ...this.#tabs
        .filter(({ tab }) => tab.client.status.waiting > 0)
        .map(({ tab }) => `a client still waits: ${JSON.stringify(tab.client.status)}`),
      ...(requests > (this.#tabs.length * HEALING_MS) / CALM_REQUEST_MS
        ? [`a storm: ${String(requests)} requests after the day was over`]
        : []),
    ];
    return { flaws, events: this.#account.events, requests: this.#network.requests };
  }
}

/** Lives through one bad day. The same seed and schedule give the same day. */
export function simulate(seed: number, schedule: Schedule, options: WorldOptions = {}): Promise<Outcome> {
  return new World(seed, options).run(schedule);
}
