import { SETTINGS } from '../../config/settings';
import { flagOf } from '../../config/setting';
import type { Command } from '../commands/command';
import { COMMANDS } from './commands';

/** What `--help` prints: the commands and the settings. */
export function describeProgram(programName: string): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return page([
    `Usage: ${programName} [COMMAND] [--FLAG VALUE …]`,
    '',
    'The classroom server of jupyterlab-cell-monitor.',
    '',
    'Commands, each with a --help of its own:',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Settings, for every command. Each is a flag, an environment variable, or a line of a settings file; the first of these wins.',
    '',
    '  --settings FILE',
    '      the settings file, as "init" writes it; none is read unless it is named here',
    '',
    ...describeSettings(),
    '  --help, --version',
  ]);
}

/** What `COMMAND --help` prints. */
export function describeCommand({ name, operand, summary, options, explanation }: Command, programName: string): string {
  const usage = [programName, name, operand, '[--FLAG VALUE …]'];
  return page([
    `Usage: ${usage.filter(part => part !== undefined).join(' ')}`,
    '',
    `${name}: ${summary}`,
    '',
    ...explanation,
    ...describeOptions(options),
    '',
    `It takes every setting, too, and --settings FILE: ${programName} --help`,
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
