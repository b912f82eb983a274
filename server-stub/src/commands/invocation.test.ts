import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../config';
import { flagOf } from '../settings/setting';
import { COMMANDS } from './commands';
import { describeCommand, describeProgram } from './help';
import { readInvocation } from './invocation';

describe('the command line', () => {
  it('serves when it names no command, and takes settings before and after a command', () => {
    expect(readInvocation([], {})).toMatchObject({ kind: 'run', command: { name: 'serve' }, call: { config: { port: 8600 } } });
    expect(readInvocation(['--port', '9000', 'serve', '--host=::'], {})).toMatchObject({
      command: { name: 'serve' },
      call: { config: { port: 9000, host: '::' } },
    });
  });

  it('is refused with what there is when it holds something unknown', () => {
    expect(() => readInvocation(['server'], {})).toThrow(/There is no command "server"\. There are serve.*--help/u);
    expect(() => readInvocation(['--prot', '1'], {})).toThrow("Unknown option '--prot'");
    expect(() => readInvocation(['serve', 'now'], {})).toThrow('serve cannot use "now"');
  });

  it('asks for help and for the version whatever the settings are', () => {
    expect(readInvocation(['--help'], { CELL_MONITOR_PORT: 'bad' })).toEqual({ kind: 'help', command: undefined });
    expect(readInvocation(['serve', '-h'], {})).toMatchObject({ kind: 'help', command: { name: 'serve' } });
    expect(readInvocation(['--version'], {}).kind).toBe('version');
  });
});

describe('the help', () => {
  it('lists every command and every setting', () => {
    const help = describeProgram();

    for (const { name, summary } of COMMANDS) {
      expect(help).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 20)}`, 'mu'));
    }
    for (const { variable } of Object.values(SETTINGS)) {
      expect(help).toContain(`  --${flagOf(variable)}\n      ${variable}, default:`);
    }
  });

  it.each(COMMANDS.map(command => [command.name, command] as const))('of %s names its options', (name, command) => {
    const help = describeCommand(command);

    expect(help).toContain(`Usage: cell-monitor-server ${name}`);
    for (const flag of Object.keys(command.options)) {
      expect(help).toContain(`  --${flag}`);
    }
  });
});
