import { beginFlush, decide, departureMs, returnSpread, startDelivery, type DeliveryState, type NextStep } from '../../src/delivery';
import { DEFAULT_POLICY } from '../../src/protocol';
import { DueQueue } from '../virtual/due-queue';
import type { HerdScene } from './scene';

type Act = () => void;

/** Acts in the order of their times, and nothing in between. */
class Agenda {
  nowMs = 0;
  readonly #acts = new DueQueue<Act>();

  at(dueMs: number, act: Act): void {
    this.#acts.add(Math.max(dueMs, this.nowMs), act);
  }

  runUntil(endMs: number): void {
    while ((this.#acts.nextDueMs ?? Infinity) <= endMs) {
      this.nowMs = this.#acts.nextDueMs ?? endMs;
      this.#acts.take()?.();
    }
  }
}

/** The delivery policy alone, asked and obeyed as the pump does: nothing is stored, and nothing is sent but numbers. */
class PolicyClient {
  readonly #index: number;
  readonly #scene: HerdScene;
  readonly #agenda: Agenda;
  #state: DeliveryState;
  #recorded = 0;
  #hwm = 0;
  #isFlushing = false;
  /** Wakes that were planned before this one no longer count. */
  #plan = 0;

  constructor(index: number, scene: HerdScene, agenda: Agenda) {
    this.#index = index;
    this.#scene = scene;
    this.#agenda = agenda;
    this.#state = startDelivery(DEFAULT_POLICY.cadenceMs, 0, scene.random.draw);
    this.#planFlush();
  }

  enqueue(): void {
    this.#recorded += 1;
    this.#scene.record.event(this.#index, this.#agenda.nowMs);
  }

  comeBack(): void {
    this.#state = returnSpread(this.#state, this.#agenda.nowMs, this.#scene.random.draw);
    if (!this.#isFlushing) {
      this.#planFlush();
    }
  }

  #planFlush(): void {
    this.#plan += 1;
    const plan = this.#plan;
    this.#agenda.at(departureMs(this.#state), () => {
      if (plan === this.#plan) {
        this.#isFlushing = true;
        this.#state = beginFlush(this.#state, this.#agenda.nowMs);
        this.#send();
      }
    });
  }

  #send(): void {
    const sent = Math.min(this.#recorded - this.#hwm, this.#state.batchSize);
    const { afterMs, outcome } = this.#scene.server.exchange(this.#index, sent === 0 ? 0 : this.#hwm + sent, this.#agenda.nowMs);
    this.#agenda.at(this.#agenda.nowMs + afterMs, () => {
      const decision = decide(this.#state, outcome, sent, this.#agenda.nowMs, this.#scene.random.draw);
      this.#state = decision.state;
      this.#carryOut(decision.next);
    });
  }

  #carryOut(next: NextStep): void {
    if (next.kind === 'retry') {
      this.#agenda.at(this.#agenda.nowMs + next.delayMs, () => this.#send());
      return;
    }
    if (next.kind === 'acknowledge') {
      this.#hwm = next.hwm;
      if (this.#hwm < this.#recorded) {
        this.#send();
        return;
      }
    }
    this.#isFlushing = false;
    this.#planFlush();
  }
}

/** The policy alone in every seat: the same decisions at a fraction of the cost. */
export async function drivePolicyClients(scene: HerdScene): Promise<void> {
  const agenda = new Agenda();
  const seats = Array.from({ length: scene.clients }, (_, index) => new PolicyClient(index, scene, agenda));
  seats.forEach((client, index) => {
    for (const atMs of scene.runs(index)) {
      agenda.at(atMs, () => client.enqueue());
    }
  });
  if (scene.comeBackMs !== undefined) {
    agenda.at(scene.comeBackMs, () => seats.forEach(client => client.comeBack()));
  }
  agenda.runUntil(scene.endMs);
}
