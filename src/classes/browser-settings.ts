import { type ISignal, Signal } from '@lumino/signaling';

import type { Keepsake } from '../platform/keepsake';
import { isObject, type JsonObject } from '../protocol';
import type { PluginSettings } from './class-settings';

/** JupyterLab's settings of the plugin, which say what there is to set. */
export type SharedPluginSettings = PluginSettings & { readonly schema: { readonly properties?: object } };

/**
 * The settings of a student who shares the Jupyter server with others: JupyterLab keeps one set of them for all its pages, which would make
 * everybody whoever joined last. Here they belong to the browser, over what an administrator has set.
 */
export class BrowserSettings implements PluginSettings {
  readonly #shared: SharedPluginSettings;
  readonly #keepsake: Keepsake;
  readonly #changed = new Signal<this, void>(this);
  #user: JsonObject;

  constructor(shared: SharedPluginSettings, keepsake: Keepsake) {
    this.#shared = shared;
    this.#keepsake = keepsake;
    this.#user = parse(keepsake.read());
  }

  get changed(): ISignal<unknown, void> {
    return this.#changed;
  }

  get user(): PluginSettings['user'] {
    return this.#user as PluginSettings['user'];
  }

  get composite(): PluginSettings['composite'] {
    const defaults = Object.keys(this.#shared.schema.properties ?? {}).map(field => [field, this.default(field)]);
    return { ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)), ...this.user };
  }

  default(field: string): ReturnType<PluginSettings['default']> {
    return this.#shared.default(field);
  }

  async save(raw: string): Promise<void> {
    this.#keepsake.write(raw);
    this.#user = parse(raw);
    await Promise.resolve(this.#changed.emit());
  }

  async set(field: string, value: unknown): Promise<void> {
    await this.save(JSON.stringify({ ...this.user, [field]: value }));
  }

  /** Reads what another tab has stored. */
  async reload(): Promise<void> {
    const text = this.#keepsake.read();
    if (text !== undefined) {
      this.#user = parse(text);
    }
    await Promise.resolve(this.#changed.emit());
  }
}

/** What cannot be read counts as nothing. */
function parse(text: string | undefined): JsonObject {
  try {
    const stored: unknown = JSON.parse(text ?? '{}');
    return isObject(stored) ? stored : {};
  } catch {
    return {};
  }
}
