import type { StudentState } from '../../../../src/protocol';

interface Rendering {
  readonly version: number;
  readonly state: StudentState;
}

/** Students as they are told, each rendered once for all who are told: the same object as long as nothing of them has changed. */
export class StudentRenderings {
  readonly #known = new Map<string, Rendering>();

  /** @param versionOf which version of the view has changed a student last */
  constructor(private readonly versionOf: (studentId: string) => number) {}

  of(studentId: string, render: () => StudentState): StudentState {
    const [known, version] = [this.#known.get(studentId), this.versionOf(studentId)];
    if (known?.version === version) {
      return known.state;
    }
    const state = render();
    this.#known.set(studentId, { version, state });
    return state;
  }

  forget(studentId: string): void {
    this.#known.delete(studentId);
  }
}
