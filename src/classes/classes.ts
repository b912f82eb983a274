import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import { connected } from '../jupyter/connected';
import type { Clock } from '../platform/clock';
import type { LatePart } from '../platform/late-part';
import type { Logger } from '../platform/logger';
import type { ReportingClient } from '../client/reporting-client';
import { ownerOf, toFolder } from './folders';
import { ClassSettings, type PluginSettings } from './class-settings';
import { Membership } from './membership';
import { OtherClassSettings, otherClassNames } from './other-class-settings';

/** More classes than anybody attends; each runs a client of its own in the page. */
export const MAX_CLASSES = 8;

/** The name of the first class, whose settings are the plugin's own. */
const FIRST = '';

/** One class of the student's: what is set for it, what reports to it, and who the student is there. */
export interface OwnClass {
  /** Names its outbox, for good. */
  readonly name: string;
  /** Where its notebooks are now; empty for all that are in no other class's folder. */
  readonly folder: string;
  readonly client: ReportingClient;
  readonly membership: Membership;
  /** Whether the class keeps its folder to itself. It does so while paused, too, and while its settings are invalid. */
  readonly isSet: boolean;
}

export interface ClassesParts {
  readonly settings: PluginSettings;
  /** The name that the student logged in to a JupyterHub with; empty elsewhere. */
  readonly hubUser: string;
  /** @param name empty for the first class; each has an outbox of its own */
  readonly createClient: (name: string) => ReportingClient;
  /** What captures in this page, and what sends. */
  readonly lateParts?: readonly Pick<LatePart<unknown>, 'isMissing' | 'onChange'>[];
  readonly sleep: Clock['sleep'];
  readonly logger: Logger;
}

/** All classes of the student: the first, and one for each other folder. One that is removed delivers what it holds until the page closes. */
export class Classes implements IDisposable {
  readonly #parts: ClassesParts;
  readonly #added = new Signal<this, OwnClass>(this);
  readonly #changed = new Signal<this, void>(this);
  readonly #held = new DisposableSet();
  readonly #all: OwnClass[] = [];

  constructor(parts: ClassesParts) {
    this.#parts = parts;
    const settings = new ClassSettings(parts.settings, parts.hubUser);
    this.#add(FIRST, settings, () => Object.values(settings.texts).some(text => text !== ''));
    this.#follow();
    this.#held.add(connected(parts.settings.changed, () => this.#follow()));
    const stops = (parts.lateParts ?? []).map(part => part.onChange(() => this.#changed.emit()));
    this.#held.add(new DisposableDelegate(() => stops.forEach(stop => stop())));
  }

  get isDisposed(): boolean {
    return this.#held.isDisposed;
  }

  get all(): readonly OwnClass[] {
    return this.#all;
  }

  /** Those that the student is in, or whose settings need a correction; the first when there are none. */
  get shown(): readonly [OwnClass, ...OwnClass[]] {
    const [some, ...others] = this.#all.filter(({ membership }) => membership.hasJoined || membership.reading.kind === 'flawed');
    return [some ?? (this.#all[0] as OwnClass), ...others];
  }

  get joined(): readonly OwnClass[] {
    return this.#all.filter(({ membership }) => membership.hasJoined);
  }

  /** Emitted for each class that comes after the start. */
  get added(): ISignal<this, OwnClass> {
    return this.#added;
  }

  /** Emitted when a class or its state has changed. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  /** The class that a notebook belongs to: the one with the most specific folder. */
  ownerOf(notebook: string): OwnClass | undefined {
    return ownerOf(
      notebook,
      this.#all.filter(({ isSet }) => isSet),
    );
  }

  /** A place for a class that the student is about to join. It is stored when they do. */
  open(folder: string): OwnClass {
    const name = toFolder(folder);
    const known = this.#all.find(other => other.name === name);
    return known === undefined || known.isSet ? this.#addOther(this.#freeName(name), { folder: name }) : known;
  }

  /** The class of this name; undefined also where none is named. */
  named(name: string | undefined): OwnClass | undefined {
    return this.#all.find(own => own.name === name);
  }

  /** The class that the student works for in this notebook, else the first. */
  workedOn(notebook: string | undefined): OwnClass {
    const present = notebook === undefined ? undefined : this.ownerOf(notebook);
    return this.joined.find(own => own === present) ?? this.shown[0];
  }

  /** Does something for each class, also for those that come later. What it returns is disposed with the result. */
  forEach(begin: (own: OwnClass) => IDisposable): IDisposable {
    const begun = new DisposableSet();
    this.#all.forEach(own => begun.add(begin(own)));
    begun.add(connected(this.added, (_, own) => begun.add(begin(own))));
    return begun;
  }

  /** The class that has this very folder. */
  inFolder(folder: string): OwnClass | undefined {
    return this.#all.find(other => other.isSet && toFolder(other.folder) === toFolder(folder));
  }

  dispose(): void {
    this.#held.dispose();
    Signal.clearData(this);
  }

  #follow(): void {
    for (const name of otherClassNames(this.#parts.settings).slice(0, MAX_CLASSES - 1)) {
      if (!this.#all.some(known => known.name === name)) {
        this.#addOther(name, {});
      }
    }
  }

  #freeName(name: string): string {
    const isTaken = (candidate: string) => this.#all.some(other => other.name === candidate);
    const numbered = [name, ...Array.from({ length: MAX_CLASSES }, (_, index) => `${name} ${String(index + 2)}`)];
    return numbered.find(candidate => !isTaken(candidate)) ?? name;
  }

  #addOther(name: string, draft: { readonly folder?: string }): OwnClass {
    const entry = new OtherClassSettings(this.#parts.settings, name, draft);
    const own = this.#add(name, new ClassSettings(entry, this.#parts.hubUser), () => entry.isStored);
    this.#added.emit(own);
    return own;
  }

  #add(name: string, settings: ClassSettings, isSet: () => boolean): OwnClass {
    const client = this.#parts.createClient(name);
    const membership = new Membership({ ...this.#parts, settings, client });
    const own: OwnClass = {
      name,
      client,
      membership,
      get folder() {
        return settings.folder;
      },
      get isSet() {
        return isSet();
      },
    };
    const stop = client.onStatusChange(() => this.#changed.emit());
    this.#held.add(connected(membership.changed, () => this.#changed.emit()));
    this.#held.add(membership);
    this.#held.add(new DisposableDelegate(() => stop()));
    this.#held.add(new DisposableDelegate(() => void client.dispose()));
    this.#all.push(own);
    return own;
  }
}
