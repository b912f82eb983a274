import { type DeliveryReport, type ExportedEvent, isObject } from '../../../../src/protocol';
import { digest, type SigningKey } from '../../access/auth/signing-key';
import type { EventPages } from './formats/event-pages';
import { isInstructorStep } from './formats/event-identity';

/** 80 bits: no two of a class are called the same. */
const DIGITS = 20;

/**
 * Names for the people of a class's exports that follow from who they are, for those alone who have the server's key: the same in every export
 * as long as that stays, and another in every class. What people wrote is left as it is, and may name them.
 */
export class Pseudonyms {
  readonly #known = new Map<string, string>();

  constructor(
    private readonly key: SigningKey,
    private readonly classId: string,
  ) {}

  /** The name of the key, which says whether the pseudonyms of two exports go together. */
  get keyId(): string {
    return this.key.kid;
  }

  ofStudent(studentId: string): string {
    return studentId === '' ? '' : this.#name('s', studentId);
  }

  /** None stays none. */
  ofTeam(team: string): string {
    return team === '' ? '' : this.#name('t', team);
  }

  ofEvent(event: ExportedEvent): ExportedEvent {
    const { studentId, team, data } = event;
    const named = { ...event, studentId: this.ofStudent(studentId), team: this.ofTeam(team) };
    return isInstructorStep(event) ? { ...named, data: this.#step(data) } : named;
  }

  ofReport({ sources, unlisted, ...others }: DeliveryReport): DeliveryReport {
    return {
      ...others,
      sources: sources.map(source => ({ ...source, studentId: this.ofStudent(source.studentId) })),
      ...(unlisted !== undefined && { unlisted: { ...unlisted, students: unlisted.students.map(one => this.ofStudent(one)) } }),
    };
  }

  ofTeams(teams: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, ReadonlySet<string>> {
    return new Map([...teams].map(([team, students]) => [this.ofTeam(team), new Set([...students].map(one => this.ofStudent(one)))]));
  }

  async *ofPages(pages: EventPages): AsyncGenerator<readonly ExportedEvent[], void, undefined> {
    for await (const page of pages) {
      yield page.map(event => this.ofEvent(event));
    }
  }

  /** What an instructor did: by whom, and to whom a message went. */
  #step(data: unknown): unknown {
    if (!isObject(data)) {
      return data;
    }
    const { by, to } = data;
    const instructor = isObject(by) ? this.#name('i', String(by['id'])) : undefined;
    return {
      ...data,
      ...(instructor !== undefined && { by: { id: instructor, name: instructor } }),
      ...(isObject(to) && { to: this.#target(to) }),
    };
  }

  #target(to: Readonly<Record<string, unknown>>): object {
    const { studentId, team } = to;
    return {
      ...to,
      ...(typeof studentId === 'string' && { studentId: this.ofStudent(studentId) }),
      ...(typeof team === 'string' && { team: this.ofTeam(team) }),
    };
  }

  #name(kind: 's' | 't' | 'i', of: string): string {
    const words = JSON.stringify(['export pseudonym', this.classId, kind, of]);
    const known = this.#known.get(words);
    if (known !== undefined) {
      return known;
    }
    const name = `${kind}-${digest(this.key.secret, words).toString('hex').slice(0, DIGITS)}`;
    this.#known.set(words, name);
    return name;
  }
}
