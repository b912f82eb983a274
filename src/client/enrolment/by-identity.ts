import { identityKey, type ReportingIdentity } from './identity';

/** One value for each student in each class, made when it is first asked for. Another student in between changes nothing. */
export class ByIdentity<T> {
  readonly #make: (key: string) => T;
  readonly #byKey = new Map<string, T>();

  /** @param make is given the key of the student and the class; empty for nobody */
  constructor(make: (key: string) => T) {
    this.#make = make;
  }

  of(identity: ReportingIdentity | undefined): T {
    const key = identity === undefined ? '' : identityKey(identity);
    const value = this.#byKey.get(key) ?? this.#make(key);
    this.#byKey.set(key, value);
    return value;
  }
}
