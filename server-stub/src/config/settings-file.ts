import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { SettingsError } from './setting';

/** What "init" writes unless it is told another name. */
export const DEFAULT_SETTINGS_FILE = 'cell-monitor.env';

/** What a file may hold: the names of the settings. */
type KnownVariables = readonly string[];

/**
 * Reads the variables of a file in the format that systemd, Docker Compose and Node take, too.
 * @throws SettingsError when it cannot be read, or sets something that is no setting
 */
export function readSettingsFile(path: string, known: KnownVariables): NodeJS.ProcessEnv {
  const variables = parseEnv(readText(path));
  const unknown = Object.keys(variables).find(name => name.startsWith('CELL_MONITOR_') && !known.includes(name));
  if (unknown !== undefined) {
    throw new SettingsError(`${path} sets ${unknown}, which is no setting. --help lists them all.`);
  }
  return variables;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError(
      code === 'ENOENT'
        ? `There is no file ${path}. "init" makes one.`
        : `${path} cannot be read (${String(code)}). Check that it is a file, and that the server's user may read it.`,
    );
  }
}

/**
 * A line that sets a variable. Whatever could mean something to one of the programs that read such files is quoted.
 * @throws SettingsError for a value that not all of them would read the same
 */
export function writeVariable(variable: string, value: string): string {
  if (/^[\w./:@%+,=*~-]*$/u.test(value)) {
    return `${variable}=${value}`;
  }
  if (/['\n\r\\]/u.test(value)) {
    throw new SettingsError(
      `${variable} cannot stand in a settings file with a quote, a backslash or a line break in it. In an address, percent-encode it.`,
    );
  }
  return `${variable}='${value}'`;
}
