import { SETTINGS } from '../config';
import { flagOf } from '../settings/setting';
import type { Command } from './command';
import { COMMANDS } from './commands';

/** What `--help` prints: the commands and the settings. */
export function describeProgram(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return page([
    'Usage: cell-monitor-server [COMMAND] [--settings]',
    '',
    'The classroom server of jupyterlab-cell-monitor.',
    '',
    'Commands, each with a --help of its own:',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Settings, for every command. Each is a flag or an environment variable; the flag wins.',
    '',
    ...describeSettings(),
    '  --help, --version',
  ]);
}

/** What `COMMAND --help` prints. */
export function describeCommand({ name, operand, summary, options, explanation }: Command): string {
  const usage = ['cell-monitor-server', name, operand, Object.keys(options).length > 0 ? '[--options]' : undefined, '[--settings]'];
  return page([
    `Usage: ${usage.filter(part => part !== undefined).join(' ')}`,
    '',
    `${name}: ${summary}`,
    '',
    ...explanation,
    ...describeOptions(options),
    '',
    'It takes every setting, too: cell-monitor-server --help',
  ]);
}

function describeOptions(options: Command['options']): string[] {
  const rows = Object.entries(options).map(
    ([flag, { value, meaning }]) => `  --${flag}${value === undefined ? '' : ` ${value}`}\n      ${meaning}`,
  );
  return rows.length === 0 ? [] : ['', 'Options:', ...rows];
}

function describeSettings(): string[] {
  return Object.values(SETTINGS).map(
    ({ variable, defaultText, meaning }) => `  --${flagOf(variable)}\n      ${variable}, default: ${defaultText}\n      ${meaning}\n`,
  );
}

const page = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
