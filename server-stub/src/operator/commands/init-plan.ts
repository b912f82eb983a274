import { resolve } from 'node:path';
import { SETTINGS } from '../../config/settings';
import { writeVariable } from '../../config/settings-file';
import { flagOf, type Setting } from '../../config/setting';

/** How people's requests come to the server: through a proxy that has the certificate, or to the server itself. */
export type Entrance = 'proxy' | 'https' | 'http';

export interface InitPlan {
  readonly entrance: Entrance;
  /** The texts of the settings that are not left at their defaults, by their variables. */
  readonly values: ReadonlyMap<string, string>;
}

type Flags = Readonly<Record<string, string | true>>;

/** Flags whose text is a path, which must mean the same file from wherever the server is started. */
const PATHS: ReadonlySet<string> = new Set(['data-dir', 'tls-cert', 'tls-key', 'signing-key-file']);

/**
 * What the settings file will say: what was given, and what follows from it.
 * @param flags already checked
 */
export function planSettings(flags: Flags, instructorToken: string): InitPlan {
  const entrance = entranceOf(flags);
  const texts = { ...implied(entrance, flags), 'data-dir': './cell-monitor-data', 'instructor-token': instructorToken, ...flags };
  const values = Object.values(SETTINGS).flatMap(({ variable }): [string, string][] => {
    const flag = flagOf(variable);
    const text = texts[flag as keyof typeof texts] as string | undefined;
    return text === undefined ? [] : [[variable, PATHS.has(flag) ? resolve(text) : text]];
  });
  return { entrance, values: new Map(values) };
}

function entranceOf(flags: Flags): Entrance {
  if (flags['tls-cert'] !== undefined) {
    return 'https';
  }
  return String(flags['public-url'] ?? '').startsWith('https:') || flags['trust-proxy'] !== undefined ? 'proxy' : 'http';
}

/** Behind a proxy on the same machine nobody else needs to reach the port; without one, the room does. */
function implied(entrance: Entrance, flags: Flags): Record<string, string> {
  if (entrance === 'proxy') {
    return { host: '127.0.0.1', 'trust-proxy': 'loopback' };
  }
  const publicUrl = flags['public-url'];
  return { host: '0.0.0.0', ...(typeof publicUrl === 'string' && { port: portOf(new URL(publicUrl)) }) };
}

const portOf = ({ port, protocol }: URL): string => (port === '' ? (protocol === 'https:' ? '443' : '80') : port);

/** The text of the file: every setting with its meaning, those at their defaults as comments. @throws SettingsError */
export function writeEnvironment({ values }: InitPlan, introduction: readonly string[]): string {
  const rows = Object.values(SETTINGS).map(setting => describeVariable(setting as Setting<unknown>, values.get(setting.variable)));
  return [...introduction.map(line => `# ${line}`), '', ...rows].join('\n');
}

function describeVariable({ variable, meaning, defaultText }: Setting<unknown>, value: string | undefined): string {
  return value === undefined
    ? `# ${meaning}\n# Default: ${defaultText}\n#${variable}=\n`
    : `# ${meaning}\n${writeVariable(variable, value)}\n`;
}
