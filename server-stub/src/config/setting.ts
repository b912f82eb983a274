import type { Config } from './config';

/** One thing that an operator can set: an environment variable, and a flag of the same name. */
export interface Setting<T> {
  readonly variable: string;
  readonly defaultText: string;
  readonly meaning: string;
  /** @throws with what the setting takes, to be put after its name */
  readonly parse: (text: string) => T;
  readonly whenUnset: T;
  /** What a JupyterHub that started this server says instead, where the setting is not set; undefined where it says nothing. */
  readonly fromHub?: (environment: NodeJS.ProcessEnv) => string | undefined;
}

/** The settings of these parts of the configuration. */
export type SettingsOf<Key extends keyof Config> = { readonly [K in Key]: Setting<Config[K]> };

/** The default's text of a setting that has none. */
export const UNSET = 'unset';

/** A setting, a command or an option is wrong. The message names it and says what it takes. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Where settings come from. A flag wins over its variable. */
export interface Sources {
  /** By the flags' names, without their dashes. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly environment: NodeJS.ProcessEnv;
}

const PREFIX = 'CELL_MONITOR_';

/** `CELL_MONITOR_DATA_DIR` is `data-dir` on the command line. */
export function flagOf(variable: string): string {
  return variable.replace(PREFIX, '').toLowerCase().replaceAll('_', '-');
}

/** An empty variable counts as unset; an empty flag does not. @throws SettingsError */
export function readSetting<T>(setting: Setting<T>, { flags, environment }: Sources): T {
  const flag = flags[flagOf(setting.variable)];
  const own = typeof flag === 'string' ? flag : environment[setting.variable] || undefined;
  const text = own ?? (setting.fromHub?.(environment) || undefined);
  if (text === undefined) {
    return setting.whenUnset;
  }
  try {
    return setting.parse(text);
  } catch (error) {
    const variable = own === undefined ? `${setting.variable}, as JupyterHub sets it,` : setting.variable;
    const name = typeof flag === 'string' ? `--${flagOf(setting.variable)}` : variable;
    throw new SettingsError(`${name} ${(error as Error).message}`);
  }
}
