import { isObject, type JsonObject } from '../protocol';
import type { PluginSettings } from './class-settings';

/** The setting that holds the classes beside the first, each under a name of its own that never changes. */
const OTHER_CLASSES = 'otherClasses';

/** The settings of one class beside the first, in the form of a plugin's own. */
export class OtherClassSettings implements PluginSettings {
  readonly #parent: PluginSettings;
  readonly #name: string;
  #draft: JsonObject;

  /** @param draft what counts while the class is not stored */
  constructor(parent: PluginSettings, name: string, draft: JsonObject) {
    this.#parent = parent;
    this.#name = name;
    this.#draft = draft;
  }

  get changed(): PluginSettings['changed'] {
    return this.#parent.changed;
  }

  /** Whether the student or an administrator has such a class. */
  get isStored(): boolean {
    return this.#default !== undefined || entryIn(this.#parent.user, this.#name) !== undefined;
  }

  get user(): PluginSettings['user'] {
    return (entryIn(this.#parent.user, this.#name) ?? this.#draft) as PluginSettings['user'];
  }

  get composite(): PluginSettings['composite'] {
    return { ...this.#defaults, ...this.user };
  }

  default(field: string): ReturnType<PluginSettings['default']> {
    return this.#defaults[field] as ReturnType<PluginSettings['default']>;
  }

  /** Without anything that names a class there is none to keep; the rest is remembered for a student who joins again. */
  async save(raw: string): Promise<void> {
    const entry = JSON.parse(raw) as JsonObject;
    const { [this.#name]: _before, ...others } = readOtherClasses(this.#parent.user);
    const isKept = this.#default === undefined ? entry['serverUrl'] !== undefined : Object.keys(entry).length > 0;
    const entries = isKept ? { ...others, [this.#name]: entry } : others;
    const { [OTHER_CLASSES]: _entries, ...user } = this.#parent.user;
    await this.#parent.save(JSON.stringify(Object.keys(entries).length > 0 ? { ...user, [OTHER_CLASSES]: entries } : user, null, 2));
    this.#draft = entry;
  }

  async set(field: string, value: unknown): Promise<void> {
    await this.save(JSON.stringify({ ...this.user, [field]: value }));
  }

  /** In a class that an administrator has preset, students have the identity that they have in the first class. */
  get #defaults(): PluginSettings['composite'] {
    const { studentId, displayName } = this.#parent.composite;
    const person = { ...(studentId !== undefined && { studentId }), ...(displayName !== undefined && { displayName }) };
    return this.#default === undefined ? {} : { ...person, ...this.#default };
  }

  get #default(): JsonObject | undefined {
    return entryIn({ [OTHER_CLASSES]: this.#parent.default(OTHER_CLASSES) }, this.#name);
  }
}

/** The names of the classes beside the first: the administrator's and the student's own. */
export function otherClassNames(settings: PluginSettings): readonly string[] {
  const administered = readOtherClasses({ [OTHER_CLASSES]: settings.default(OTHER_CLASSES) });
  return [...new Set([...Object.keys(administered), ...Object.keys(readOtherClasses(settings.user))])];
}

function readOtherClasses(settings: unknown): Readonly<Record<string, JsonObject>> {
  const entries = isObject(settings) ? settings[OTHER_CLASSES] : undefined;
  return isObject(entries)
    ? (Object.fromEntries(Object.entries(entries).filter(([, entry]) => isObject(entry))) as Record<string, JsonObject>)
    : {};
}

function entryIn(settings: unknown, name: string): JsonObject | undefined {
  const entries = readOtherClasses(settings);
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}
