import { parseArgs } from 'node:util';
import { DEFAULT_POLICY, LIMITS } from '../../src/protocol';
import { LOG_LEVELS, type LogLevel } from './platform/log-output';

/** Everything that an operator can set, parsed. */
export interface Config {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly redisUrl: string | undefined;
  readonly dataDir: string;
  /** Undefined: one is generated and kept. */
  readonly instructorToken: string | undefined;
  readonly cadenceMs: number;
  /** The origins that may enrol and report from a browser; undefined for any. */
  readonly allowedOrigins: readonly string[] | undefined;
  readonly logLevel: LogLevel;
}

export type Invocation = { readonly kind: 'serve'; readonly config: Config } | { readonly kind: 'help' } | { readonly kind: 'version' };

/** A setting is wrong. The message names it and says what it takes. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

interface Setting<T> {
  readonly variable: string;
  readonly defaultText: string;
  readonly meaning: string;
  /** @throws with what the setting takes, to be put after its name */
  readonly parse: (text: string) => T;
  readonly whenUnset: T;
}

type Settings = { readonly [K in keyof Config]: Setting<Config[K]> };

const UNSET = 'unset';

const SETTINGS: Settings & { readonly workers: Setting<number> } = {
  host: {
    variable: 'CELL_MONITOR_HOST',
    defaultText: '127.0.0.1',
    meaning: 'address to listen on; 0.0.0.0 lets the room in',
    parse: parseNonEmpty,
    whenUnset: '127.0.0.1',
  },
  port: {
    variable: 'CELL_MONITOR_PORT',
    defaultText: '8600',
    meaning: 'port to listen on; 0 takes a free one',
    parse: text => parseWhole(text, 0, 65_535),
    whenUnset: 8600,
  },
  redisUrl: {
    variable: 'CELL_MONITOR_REDIS_URL',
    defaultText: UNSET,
    meaning: 'keep the log in Redis: redis://, rediss://, redis+sentinel://host:port,…/NAME or redis+cluster://host:port,…; unset: SQLite',
    parse: parseRedisUrl,
    whenUnset: undefined,
  },
  dataDir: {
    variable: 'CELL_MONITOR_DATA_DIR',
    defaultText: './cell-monitor-data',
    meaning: 'folder of the SQLite log and the generated secrets, closed to everybody but its owner',
    parse: parseNonEmpty,
    whenUnset: './cell-monitor-data',
  },
  instructorToken: {
    variable: 'CELL_MONITOR_INSTRUCTOR_TOKEN',
    defaultText: 'generated',
    meaning: "for the dashboard and the instructors' API; as a flag, other users of the machine may see it",
    parse: parseInstructorToken,
    whenUnset: undefined,
  },
  cadenceMs: {
    variable: 'CELL_MONITOR_CADENCE_MS',
    defaultText: String(DEFAULT_POLICY.cadenceMs),
    meaning: 'milliseconds between two reports of one student, in classes made from now on',
    parse: parseCadence,
    whenUnset: DEFAULT_POLICY.cadenceMs,
  },
  workers: {
    variable: 'CELL_MONITOR_WORKERS',
    defaultText: '1',
    meaning: 'processes; this version runs one',
    parse: parseWorkers,
    whenUnset: 1,
  },
  allowedOrigins: {
    variable: 'CELL_MONITOR_ALLOWED_ORIGINS',
    defaultText: '*',
    meaning: 'origins whose pages may enrol and report, separated by commas; * for any',
    parse: parseOrigins,
    whenUnset: undefined,
  },
  logLevel: {
    variable: 'CELL_MONITOR_LOG_LEVEL',
    defaultText: 'info',
    meaning: `${LOG_LEVELS.join(', ')}; the log goes to standard error`,
    parse: parseLogLevel,
    whenUnset: 'info',
  },
};

const flagOf = (variable: string): string => variable.replace('CELL_MONITOR_', '').toLowerCase().replaceAll('_', '-');

/**
 * Reads the command line and the environment; a flag wins over its variable, and an empty variable counts as unset.
 * @throws SettingsError
 */
export function readInvocation(args: readonly string[], environment: NodeJS.ProcessEnv): Invocation {
  const { values, positionals } = parseFlags(args);
  if (values['help'] === true) {
    return { kind: 'help' };
  }
  if (values['version'] === true) {
    return { kind: 'version' };
  }
  const unknown = positionals.find((word, index) => index > 0 || word !== 'serve');
  if (unknown !== undefined) {
    throw new SettingsError(`There is no command "${unknown}". Try: cell-monitor-server --help`);
  }
  return { kind: 'serve', config: readConfig(values, environment) };
}

function parseFlags(args: readonly string[]): { values: Record<string, unknown>; positionals: string[] } {
  const options: Record<string, { type: 'string' } | { type: 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  };
  for (const { variable } of Object.values(SETTINGS)) {
    options[flagOf(variable)] = { type: 'string' };
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new SettingsError(`${(error as Error).message.split('. ')[0] ?? ''}. Try: cell-monitor-server --help`);
  }
}

function readConfig(flags: Readonly<Record<string, unknown>>, environment: NodeJS.ProcessEnv): Config {
  const read = <T>(setting: Setting<T>): T => readSetting(setting, flags[flagOf(setting.variable)], environment[setting.variable]);
  read(SETTINGS.workers);
  return {
    host: read(SETTINGS.host),
    port: read(SETTINGS.port),
    redisUrl: read(SETTINGS.redisUrl),
    dataDir: read(SETTINGS.dataDir),
    instructorToken: read(SETTINGS.instructorToken),
    cadenceMs: read(SETTINGS.cadenceMs),
    allowedOrigins: read(SETTINGS.allowedOrigins),
    logLevel: read(SETTINGS.logLevel),
  };
}

function readSetting<T>(setting: Setting<T>, flag: unknown, variable: string | undefined): T {
  const text = typeof flag === 'string' ? flag : variable;
  if (text === undefined || (text === '' && flag === undefined)) {
    return setting.whenUnset;
  }
  try {
    return setting.parse(text);
  } catch (error) {
    const name = typeof flag === 'string' ? `--${flagOf(setting.variable)}` : setting.variable;
    throw new SettingsError(`${name} ${(error as Error).message}`);
  }
}

/** What `--help` prints. */
export function describeSettings(): string {
  const rows = Object.values(SETTINGS).map(
    ({ variable, defaultText, meaning }) => `  --${flagOf(variable)}\n      ${variable}, default: ${defaultText}\n      ${meaning}`,
  );
  return [
    'Usage: cell-monitor-server [serve] [--settings]',
    '',
    'The classroom server of jupyterlab-cell-monitor. Every setting is a flag or an environment variable; the flag wins.',
    '',
    ...rows,
    '',
    '  --help, --version',
    '',
  ].join('\n');
}

function parseWhole(text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new RangeError(`must be a whole number from ${String(least)} to ${String(most)}, and is "${text}"`);
  }
  return value;
}

function parseCadence(text: string): number {
  return parseWhole(text, LIMITS.minCadenceMs, LIMITS.maxCadenceMs);
}

function parseWorkers(text: string): number {
  if (parseWhole(text, 1, 1024) > 1) {
    throw new RangeError('must be 1: this version of the server runs as one process');
  }
  return 1;
}

/** An unset variable of a script must not open the server to the network, or fill the wrong folder. */
function parseNonEmpty(text: string): string {
  if (text.trim() === '') {
    throw new Error('must not be empty');
  }
  return text;
}

/** Only the scheme is checked here, and never shown: the address can hold a password. */
function parseRedisUrl(text: string): string {
  if (!/^(?:redis|rediss|redis\+sentinel|redis\+cluster):\/\/./u.test(text)) {
    throw new TypeError('must start with redis://, rediss://, redis+sentinel:// or redis+cluster://');
  }
  return text;
}

function parseInstructorToken(text: string): string {
  if (!/^[\x21-\x7E]{1,512}$/u.test(text)) {
    throw new TypeError('must be 1 to 512 visible ASCII characters without spaces');
  }
  return text;
}

function parseOrigins(text: string): readonly string[] | undefined {
  if (text.trim() === '*') {
    return undefined;
  }
  return text.split(',').map(item => parseOrigin(item.trim()));
}

function parseOrigin(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text) {
    throw new TypeError(`must be * or origins such as https://hub.example.org, separated by commas; "${text}" is none`);
  }
  return text;
}

function parseLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find(known => known === text);
  if (level === undefined) {
    throw new TypeError(`must be one of ${LOG_LEVELS.join(', ')}, and is "${text}"`);
  }
  return level;
}
