import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolder } from '../../../test/support/server-process';
import { SETTINGS } from '../../config/settings';
import { flagOf } from '../../config/setting';
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
    expect(() => readInvocation(['server'], {})).toThrow(/There is no command "server"\. There are serve/u);
    expect(() => readInvocation(['--prot', '1'], {})).toThrow("Unknown option '--prot'");
    expect(() => readInvocation(['serve', 'now'], {})).toThrow('serve cannot use "now"');
    expect(() => readInvocation(['backup'], {})).toThrow('backup needs to know: TARGET');
    expect(() => readInvocation(['backup', 'a', 'b'], {})).toThrow('backup cannot use "b"');
    expect(() => readInvocation(['doctor', '--force'], {})).toThrow('doctor has no option --force');
  });

  it('asks for help and for the version whatever the settings are', () => {
    expect(readInvocation(['--help'], { CELL_MONITOR_PORT: 'bad' })).toEqual({ kind: 'help', command: undefined });
    expect(readInvocation(['serve', '-h'], {})).toMatchObject({ kind: 'help', command: { name: 'serve' } });
    expect(readInvocation(['help', 'init'], {})).toMatchObject({ kind: 'help', command: { name: 'init' } });
    expect(readInvocation(['--version'], {}).kind).toBe('version');
  });
});

describe('the settings file', () => {
  let folder: DataFolder;
  beforeEach(() => {
    folder = new DataFolder();
  });
  afterEach(() => folder.remove());

  const fileWith = (text: string): string => {
    const path = join(folder.path, 'class.env');
    writeFileSync(path, text);
    return path;
  };

  it('is read when it is named; the environment and flags win over it, and an empty variable hides nothing', () => {
    const file = fileWith("# mine\nCELL_MONITOR_PORT=1\nCELL_MONITOR_HOST='::1'\nCELL_MONITOR_DATA_DIR=/data\nPATH=/bin\n");
    const environment = { CELL_MONITOR_HOST: '0.0.0.0', CELL_MONITOR_DATA_DIR: '' };

    expect(readInvocation(['--settings', file, '--port', '2'], environment)).toMatchObject({
      call: { config: { port: 2, host: '0.0.0.0', dataDir: '/data' }, settingsFile: file },
    });
    expect(readInvocation([], {})).toMatchObject({ call: { config: { port: 8600 }, settingsFile: undefined } });
  });

  it('is refused when it is not there or sets what is no setting', () => {
    expect(() => readInvocation(['--settings', join(folder.path, 'none.env')], {})).toThrow(/^There is no file .*none\.env/u);
    expect(() => readInvocation(['--settings', fileWith('CELL_MONITOR_PROT=1')], {})).toThrow(
      /sets CELL_MONITOR_PROT, which is no setting/u,
    );
    expect(() => readInvocation(['--settings', fileWith('CELL_MONITOR_PORT=x')], {})).toThrow(/^CELL_MONITOR_PORT must/u);
  });
});

describe('the help', () => {
  it('lists every command and every setting', () => {
    const help = describeProgram('cell-monitor-server');

    for (const { name, summary } of COMMANDS) {
      expect(help).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 20)}`, 'mu'));
    }
    for (const { variable } of Object.values(SETTINGS)) {
      expect(help).toContain(`  --${flagOf(variable)}\n      ${variable}, default:`);
    }
  });

  it('begins with the settings that a beginner needs', () => {
    const flags = [...describeProgram('cell-monitor-server').matchAll(/^ {2}--(?<flag>\S+)$/gmu)].map(([, flag]) => flag);

    expect(flags.slice(0, 5)).toEqual(['host', 'port', 'data-dir', 'public-url', 'instructor-token']);
  });

  it.each(COMMANDS.map(command => [command.name, command] as const))('of %s names its options', (name, command) => {
    const help = describeCommand(command, 'cell-monitor-server');

    expect(help).toContain(`Usage: cell-monitor-server ${name}`);
    for (const flag of Object.keys(command.options)) {
      expect(help).toContain(`  --${flag}`);
    }
  });
});
