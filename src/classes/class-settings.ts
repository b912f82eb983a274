import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ISignal } from '@lumino/signaling';

import { IDENTITY_FIELDS, type IdentityField, type IdentityTexts, readIdentityTexts } from './identity-settings';

/** What is needed of JupyterLab's settings of one plugin. */
export type PluginSettings = Pick<ISettingRegistry.ISettings, 'composite' | 'user' | 'default' | 'save' | 'set'> & {
  readonly changed: ISignal<unknown, void>;
};

/** The student's settings over the administrator's defaults. */
export class ClassSettings {
  readonly #settings: PluginSettings;
  readonly #hubUser: string;

  /** @param hubUser the name that the student logged in to a JupyterHub with; empty elsewhere */
  constructor(settings: PluginSettings, hubUser = '') {
    this.#settings = settings;
    this.#hubUser = hubUser;
  }

  get changed(): PluginSettings['changed'] {
    return this.#settings.changed;
  }

  /** The student's hub account replaces what is typed where the hub identifies students. */
  get texts(): IdentityTexts {
    const texts = readIdentityTexts(this.#settings.composite);
    return this.isVouchedByHub ? { ...texts, studentId: this.#hubUser, displayName: '' } : texts;
  }

  /** Whether this is a JupyterHub and the class has it identify its students. */
  get isVouchedByHub(): boolean {
    return this.#hubUser !== '' && this.#settings.composite['identity'] === 'hub';
  }

  get isPaused(): boolean {
    return this.#settings.composite['paused'] === true;
  }

  /** Where the class's notebooks are, relative to the root of the Jupyter server; empty for everywhere. */
  get folder(): string {
    const folder = this.#settings.composite['folder'];
    return typeof folder === 'string' ? folder : '';
  }

  /** The fields that an administrator has set for everybody. */
  get administered(): ReadonlySet<IdentityField> {
    return new Set(IDENTITY_FIELDS.filter(field => this.#default(field) !== ''));
  }

  /**
   * Stores everything in one write, so that no half-changed settings can send the hub's token to another server. Values that equal the
   * administrator's default are left out, so that a later default takes effect.
   */
  async saveTexts(texts: IdentityTexts, isVouchedByHub = this.isVouchedByHub): Promise<void> {
    const isAsBefore = isVouchedByHub === this.isVouchedByHub;
    const user: Record<string, unknown> = { ...this.#settings.user, ...(!isAsBefore && { identity: isVouchedByHub ? 'hub' : 'form' }) };
    for (const field of IDENTITY_FIELDS) {
      if (texts[field] === this.#default(field)) {
        delete user[field];
      } else {
        user[field] = texts[field];
      }
    }
    await this.#settings.save(JSON.stringify(user, null, 2));
  }

  /** Deletes the student's own settings; an administrator's defaults stay. */
  async forgetTexts(): Promise<void> {
    const kept = Object.entries(this.#settings.user).filter(([key]) => !IDENTITY_FIELDS.some(field => field === key));
    await this.#settings.save(JSON.stringify(Object.fromEntries(kept), null, 2));
  }

  /** Kept with the rest once the class is stored. */
  async saveFolder(folder: string): Promise<void> {
    await this.#settings.set('folder', folder);
  }

  async savePaused(isPaused: boolean): Promise<void> {
    await this.#settings.set('paused', isPaused);
  }

  #default(field: IdentityField): string {
    const value = this.#settings.default(field);
    return typeof value === 'string' ? value.trim() : '';
  }
}
