import { type Clock, isPlausible } from '../../platform/clock';
import { type Page, type PageReport, type PagesNow, readPage, StudentPages } from './pages-now';
import type { Presence } from './presence';

const NOTHING: PagesNow = {};

/** What this process has heard. For a server that is one process: a restart forgets it, until the next heartbeat. */
export class MemoryPresence implements Presence {
  readonly #heardAtMs = new Map<string, Map<string, number>>();
  readonly #pages = new Map<string, Map<string, StudentPages>>();

  constructor(private readonly clock: Pick<Clock, 'monotonicMs'>) {}

  /** @returns the pages at which nothing goes on any more, as far as anybody should know */
  touch(classId: string, studentId: string, seenAtMs: number, page?: PageReport): readonly string[] {
    const students = this.#heardAtMs.get(classId) ?? new Map<string, number>();
    this.#heardAtMs.set(classId, students);
    const knownMs = students.get(studentId) ?? 0;
    students.set(studentId, isPlausible(knownMs, seenAtMs) ? Math.max(seenAtMs, knownMs) : seenAtMs);
    return page === undefined ? [] : this.#hearPage(classId, studentId, seenAtMs, page);
  }

  forget(classId: string, studentId: string): void {
    this.#heardAtMs.get(classId)?.delete(studentId);
    this.#pages.get(classId)?.delete(studentId);
  }

  heardAtMs(classId: string, studentId: string): number {
    return this.#heardAtMs.get(classId)?.get(studentId) ?? 0;
  }

  nowAt(classId: string, studentId: string): PagesNow {
    return this.#pages.get(classId)?.get(studentId)?.now(this.clock.monotonicMs()) ?? NOTHING;
  }

  async refresh(): Promise<void> {
    // Nobody else hears anything.
  }

  pageOf(classId: string, studentId: string, sid: string): Page | undefined {
    return this.#pages.get(classId)?.get(studentId)?.get(sid)?.page;
  }

  /** Takes up what another process has heard so long ago. */
  learnPage(classId: string, studentId: string, sid: string, page: Page, ageMs: number): void {
    this.#pagesOf(classId, studentId).set(sid, { page, atMs: this.clock.monotonicMs() - ageMs });
  }

  /** Forgets a page, unless it was heard in the last `graceMs`. */
  endPage(classId: string, studentId: string, sid: string, graceMs = 0): void {
    const pages = this.#pages.get(classId)?.get(studentId);
    if (pages !== undefined && this.clock.monotonicMs() - (pages.get(sid)?.atMs ?? 0) >= graceMs) {
      pages.delete(sid);
    }
  }

  /** The pages that are known of a class. */
  *pages(classId: string): Generator<readonly [studentId: string, sid: string]> {
    for (const [studentId, pages] of this.#pages.get(classId) ?? []) {
      for (const sid of pages.sids) {
        yield [studentId, sid];
      }
    }
  }

  #hearPage(classId: string, studentId: string, seenAtMs: number, report: PageReport): readonly string[] {
    const { sid } = report;
    const nowMs = this.clock.monotonicMs();
    const before = this.#pages.get(classId)?.get(studentId)?.get(sid);
    const page = readPage(report, seenAtMs, before?.page, nowMs - (before?.atMs ?? nowMs));
    if (page === undefined) {
      this.endPage(classId, studentId, sid);
      return [sid];
    }
    return this.#pagesOf(classId, studentId).set(sid, { page, atMs: nowMs });
  }

  #pagesOf(classId: string, studentId: string): StudentPages {
    const students = this.#pages.get(classId) ?? new Map<string, StudentPages>();
    this.#pages.set(classId, students);
    const pages = students.get(studentId) ?? new StudentPages();
    students.set(studentId, pages);
    return pages;
  }
}
