import { parseArgs } from 'node:util';
import { SETTINGS } from '../../config/settings';
import { readConfig } from '../../config/read-config';
import { readSettingsFile } from '../../config/settings-file';
import { flagOf, SettingsError } from '../../config/setting';
import type { Call, Command } from '../commands/command';
import { COMMANDS, DEFAULT_COMMAND } from './commands';

export type Invocation =
  | { readonly kind: 'run'; readonly command: Command; readonly call: Call }
  /** Of one command, or of the whole program. */
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'version' };

interface CommandLine {
  readonly values: Readonly<Record<string, string | true>>;
  readonly positionals: readonly string[];
}

const VARIABLES = Object.values(SETTINGS).map(({ variable }) => variable);
const SHARED_FLAGS = ['settings', ...VARIABLES.map(flagOf)];
const HINT = '--help lists what there is.';

/**
 * Reads the command line, the environment and the file of `--settings`: a command, its own options, and the settings.
 * @throws SettingsError
 */
export function readInvocation(args: readonly string[], environment: NodeJS.ProcessEnv): Invocation {
  const { values, positionals } = parseCommandLine(args);
  if (values['version'] === true) {
    return { kind: 'version' };
  }
  const [name, operand, ...others] = positionals;
  if (name === 'help') {
    return { kind: 'help', command: operand === undefined ? undefined : findCommand(operand) };
  }
  const command = name === undefined ? DEFAULT_COMMAND : findCommand(name);
  if (values['help'] === true) {
    return { kind: 'help', command: name === undefined ? undefined : command };
  }
  refuseForeignOptions(command, values);
  refuseOperands(command, operand, others);
  const settingsFile = textOf(values['settings']);
  const fromFile = settingsFile === undefined || command.makesSettingsFile ? {} : readSettingsFile(settingsFile, VARIABLES);
  const config = readConfig({ flags: values, environment: { ...fromFile, ...withoutEmpty(environment) } });
  return { kind: 'run', command, call: { config, flags: values, operand, settingsFile } };
}

/** An empty variable counts as unset, and hides nothing. */
function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

const textOf = (value: string | true | undefined): string | undefined => (value === true ? undefined : value);

/** Knows the options of all commands, so that a command may stand behind its options. */
function parseCommandLine(args: readonly string[]): CommandLine {
  const options: Record<string, { type: 'string' } | { type: 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  };
  for (const [flag, { value }] of COMMANDS.flatMap(command => Object.entries(command.options))) {
    options[flag] = { type: value === undefined ? 'boolean' : 'string' };
  }
  for (const flag of SHARED_FLAGS) {
    options[flag] = { type: 'string' };
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true }) as CommandLine;
  } catch (error) {
    throw new SettingsError(`${(error as Error).message.split('. ')[0] ?? ''}. ${HINT}`);
  }
}

function findCommand(name: string): Command {
  const command = COMMANDS.find(known => known.name === name);
  if (command === undefined) {
    throw new SettingsError(`There is no command "${name}". There are ${COMMANDS.map(known => known.name).join(', ')}.`);
  }
  return command;
}

function refuseForeignOptions(command: Command, values: CommandLine['values']): void {
  const foreign = Object.keys(values).find(flag => !SHARED_FLAGS.includes(flag) && !(flag in command.options));
  if (foreign !== undefined) {
    throw new SettingsError(`${command.name} has no option --${foreign}. See ${command.name} --help.`);
  }
}

function refuseOperands({ name, operand: wanted }: Command, given: string | undefined, others: readonly string[]): void {
  const excess = wanted === undefined ? given : others[0];
  if (excess !== undefined) {
    throw new SettingsError(`${name} cannot use "${excess}". See ${name} --help.`);
  }
  if (wanted !== undefined && given === undefined) {
    throw new SettingsError(`${name} needs to know: ${wanted}. See ${name} --help.`);
  }
}
