import { type Cancel, type Clock, toTimestamp } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import type { InstructorSummary, NewInstructor, Role } from '../../../../src/protocol';
import type { InstructorRecord, Staff } from '../staff/staff';
import { digestOf } from './instructor';

/** How long another server's withdrawal of a token may go unnoticed here. */
const FRESH_MS = 400;
const ID_BITS = 72;
const TOKEN_BITS = 192;

/** The instructors behind a short memory: every request of theirs asks. */
export class StaffDirectory {
  readonly #onWithdrawal = new Set<() => void>();
  #known: { readonly records: readonly InstructorRecord[]; readonly atMs: number } | undefined;

  constructor(
    private readonly staff: Staff,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** @throws LogUnavailableError */
  async list(): Promise<readonly InstructorRecord[]> {
    const nowMs = this.clock.monotonicMs();
    if (this.#known === undefined || nowMs - this.#known.atMs >= FRESH_MS) {
      this.#known = { records: await this.staff.list(), atMs: nowMs };
    }
    return this.#known.records;
  }

  /** Makes a token for somebody. It is told this once, and kept nowhere. @throws LogUnavailableError */
  async add(name: string, role: Role): Promise<NewInstructor> {
    const token = randomId(this.random, TOKEN_BITS);
    const record = { id: randomId(this.random, ID_BITS), name, role, tokenDigest: digestOf(token), createdAtMs: this.clock.wallMs() };
    await this.staff.add(record);
    this.#known = undefined;
    return { ...toSummary(record), token };
  }

  /** Ends the token and its sessions. Resolves to whose it was, or undefined when there is none. @throws LogUnavailableError */
  async withdraw(id: string): Promise<InstructorRecord | undefined> {
    const record = (await this.staff.list()).find(each => each.id === id);
    const isRemoved = record !== undefined && (await this.staff.remove(id));
    this.#known = undefined;
    if (isRemoved) {
      this.#onWithdrawal.forEach(listener => listener());
    }
    return isRemoved ? record : undefined;
  }

  /** Calls back when a token was withdrawn here. Of what other servers do, whoever asks again learns. */
  onWithdrawal(listener: () => void): Cancel {
    this.#onWithdrawal.add(listener);
    return () => this.#onWithdrawal.delete(listener);
  }
}

export function toSummary({ id, name, role, createdAtMs }: InstructorRecord): InstructorSummary {
  return { id, name, role, createdAt: toTimestamp(createdAtMs) };
}
