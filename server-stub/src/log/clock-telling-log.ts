import type { Clock, ClockStep } from '../platform/clock';
import { type Random, randomId } from '../platform/random';
import type { ActionEntry, AppendResult, BatchAppend, ErasedBefore, EventLog, Position, RecordedEntry } from './event-log';
import { PassingLog } from './passing-log';

interface ClockTellingDeps {
  readonly clock: Clock;
  readonly random: Random;
}

const ID_BITS = 72;
const NO_STEPS: readonly ClockStep[] = [];

/**
 * A log that is told, class by class, how this process's clock was set, before anything is appended that may be stamped after that: whoever reads it
 * then knows that the time between two stamps did not pass.
 */
export class ClockTellingLog extends PassingLog {
  /** The last step that a class was told. */
  readonly #told = new Map<string, ClockStep>();
  readonly #telling = new Map<string, Promise<void>>();

  constructor(
    log: EventLog,
    private readonly deps: ClockTellingDeps,
  ) {
    super(log);
  }

  override async append(classId: string, batch: BatchAppend): Promise<AppendResult | ErasedBefore> {
    await this.tell(classId);
    return this.log.append(classId, batch);
  }

  override async appendEntries(classId: string, first: RecordedEntry, ...others: readonly RecordedEntry[]): Promise<Position> {
    await this.tell(classId);
    return this.log.appendEntries(classId, first, ...others);
  }

  /** Resolves when the class's log has every step that was noticed by now. @throws LogUnavailableError */
  async tell(classId: string): Promise<void> {
    while (this.#untold(classId).length > 0) {
      await (this.#telling.get(classId) ?? this.#startTelling(classId));
    }
  }

  #untold(classId: string): readonly ClockStep[] {
    const { clock } = this.deps;
    // A look at the clock notices that it was set.
    clock.wallMs();
    const { steps = NO_STEPS } = clock;
    const told = this.#told.get(classId);
    return told === undefined ? steps : steps.slice(steps.indexOf(told) + 1);
  }

  #startTelling(classId: string): Promise<void> {
    const telling = this.#appendSteps(classId, this.#untold(classId)).finally(() => this.#telling.delete(classId));
    this.#telling.set(classId, telling);
    return telling;
  }

  async #appendSteps(classId: string, steps: readonly ClockStep[]): Promise<void> {
    const [first, ...others] = steps.map(step => this.#toEntry(step));
    const last = steps.at(-1);
    if (first !== undefined && last !== undefined) {
      await this.log.appendEntries(classId, first, ...others);
      this.#told.set(classId, last);
    }
  }

  #toEntry({ fromMs, toMs, didPass }: ClockStep): ActionEntry {
    const id = randomId(this.deps.random, ID_BITS);
    const action = { type: 'clock', fromMs, toMs, ...(didPass === true && { didPass }) } as const;
    return { kind: 'action', studentId: '', receivedAtMs: toMs, id, action };
  }
}
