import { skeletonOf } from '../../../../../src/protocol';

/** Which students of a class can be taken for each other by their ids. */
export class LookAlikes {
  readonly #bySkeleton = new Map<string, Set<string>>();

  /** @returns those whose mark changes with it, besides the newcomer */
  add(studentId: string): readonly string[] {
    const skeleton = skeletonOf(studentId);
    const alike = this.#bySkeleton.get(skeleton) ?? new Set();
    const others = [...alike];
    this.#bySkeleton.set(skeleton, alike.add(studentId));
    return others.length === 1 ? others : [];
  }

  /** @returns those whose mark changes with it */
  remove(studentId: string): readonly string[] {
    const skeleton = skeletonOf(studentId);
    const alike = this.#bySkeleton.get(skeleton);
    alike?.delete(studentId);
    if (alike?.size === 0) {
      this.#bySkeleton.delete(skeleton);
    }
    return [...(alike ?? [])];
  }

  /** The first of the others who can be taken for the student. */
  of(studentId: string): string | undefined {
    const alike = this.#bySkeleton.get(skeletonOf(studentId));
    return alike === undefined || alike.size < 2 ? undefined : [...alike].find(other => other !== studentId);
  }
}
