import { type DeliveryReport, judgeCompleteness, type SourceReport, type UnlistedSources } from '../../../../../src/protocol';
import type { ErasedSource } from '../../../log/event-log';
import { SourceLedger } from './source-ledger';

/** A student opens JupyterLab a few times a day. They bound what a hostile client can make the server remember. */
const MAX_SOURCES = 1000;

/** What is remembered of a student's sources whose ledgers are gone: counts alone. */
export type ForgottenSources = Omit<UnlistedSources, 'students'>;

const NONE: ForgottenSources = { sources: 0, received: 0, missing: 0, lost: 0, rejected: 0 };

interface Mark {
  readonly studentId: string;
  readonly sid: string;
  readonly hwm: number;
}

/** The ledgers of a class's sources, by student and `sid`. Of a student with very many, those used last. */
export class SourceLedgers {
  readonly #students = new Map<string, Map<string, SourceLedger>>();
  readonly #forgotten = new Map<string, ForgottenSources>();

  /** The ledger of a source, a new one when the source is new. */
  of(studentId: string, sid: string): SourceLedger {
    const ledgers = this.#students.get(studentId) ?? new Map<string, SourceLedger>();
    const known = ledgers.get(sid);
    if (known !== undefined && ledgers.size < MAX_SOURCES / 2) {
      return known;
    }
    const ledger = known ?? new SourceLedger();
    // A map keeps the order of insertion, and every use inserts anew.
    ledgers.delete(sid);
    this.#students.set(studentId, ledgers.set(sid, ledger));
    if (ledgers.size > MAX_SOURCES) {
      this.#forgetStalest(studentId, ledgers);
    }
    return ledger;
  }

  /** What is in the ledgers against the marks that the log has, source by source; what was erased whole is left out. */
  report(marks: Iterable<Mark>): DeliveryReport {
    const steps = this.reporting(marks);
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        return step.value;
      }
    }
  }

  /** The same, source by source. */
  *reporting(marks: Iterable<Mark>): Generator<void, DeliveryReport, undefined> {
    const sources: SourceReport[] = [];
    for (const { studentId, sid, hwm } of marks) {
      const ledger = this.#students.get(studentId)?.get(sid);
      if (ledger?.isErased(hwm) !== true && (ledger !== undefined || !this.#forgotten.has(studentId))) {
        sources.push((ledger ?? new SourceLedger()).report(studentId, sid, hwm));
      }
      yield;
    }
    return this.#forgotten.size === 0 ? { sources } : { sources, unlisted: this.#unlisted() };
  }

  /** Every student of whom there is a ledger. */
  studentIds(): Iterable<string> {
    return this.#students.keys();
  }

  /** Forgets a student, but for how far their sources had come. */
  erase(studentId: string, sources: readonly ErasedSource[]): void {
    this.#students.set(studentId, new Map(sources.map(source => [source.sid, SourceLedger.after(source)])));
    this.#forgotten.delete(studentId);
  }

  /** One student's ledgers by `sid`. */
  ofStudent(studentId: string): ReadonlyMap<string, SourceLedger> {
    return this.#students.get(studentId) ?? new Map<string, SourceLedger>();
  }

  /** Undefined when all of a student's ledgers are there. */
  forgottenOf(studentId: string): ForgottenSources | undefined {
    return this.#forgotten.get(studentId);
  }

  restoreForgotten(studentId: string, forgotten: ForgottenSources): void {
    this.#forgotten.set(studentId, forgotten);
  }

  #forgetStalest(studentId: string, ledgers: Map<string, SourceLedger>): void {
    const [stalest] = ledgers;
    if (stalest !== undefined) {
      const [sid, ledger] = stalest;
      ledgers.delete(sid);
      const counts = judgeCompleteness({ sources: [ledger.report(studentId, sid, 0)] });
      this.#forgotten.set(studentId, add(this.#forgotten.get(studentId) ?? NONE, counts));
    }
  }

  #unlisted(): UnlistedSources {
    return { ...[...this.#forgotten.values()].reduce(add, NONE), students: [...this.#forgotten.keys()] };
  }
}

function add(one: ForgottenSources, other: ForgottenSources): ForgottenSources {
  return {
    sources: one.sources + other.sources,
    received: one.received + other.received,
    missing: one.missing + other.missing,
    lost: one.lost + other.lost,
    rejected: one.rejected + other.rejected,
  };
}
