import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND, DataFolder, ServerProcess } from '../support/server-process';

const run = promisify(execFile);
const UNITS = fileURLToPath(new URL('../../../docs/systemd', import.meta.url));
const PROGRAM = '/opt/cell-monitor/bin/cell-monitor-server';
const SERVICES = ['cell-monitor.service', 'cell-monitor-backup.service'];
const hasSystemd = await run('systemd-analyze', ['--version']).then(
  () => true,
  () => false,
);

/** The units with this text in the place of the server's program. */
function copyUnits(folder: string, program: string): readonly string[] {
  return readdirSync(UNITS).map(name => {
    writeFileSync(join(folder, name), readFileSync(join(UNITS, name), 'utf8').replaceAll(PROGRAM, program));
    return join(folder, name);
  });
}

describe.skipIf(!hasSystemd)('the units for systemd', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cell-monitor-units-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are well-formed, and name only what systemd knows', async () => {
    const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', ...copyUnits(folder, process.execPath)]);

    expect(stdout + stderr).not.toContain('cell-monitor');
  });

  it.each(SERVICES)('expose little of the machine: %s at most 4.0 of 10', async name => {
    const { stdout } = await run('systemd-analyze', ['security', '--offline=true', '--threshold=40', join(UNITS, name)]);

    expect(stdout).toContain('Overall exposure level');
  });
});

describe('the nightly backup', () => {
  let folder: DataFolder;
  beforeEach(() => {
    folder = new DataFolder();
  });
  afterEach(async () => {
    await ServerProcess.killAll();
    folder.remove();
  });

  const commandOf = (key: string): string => {
    const unit = readFileSync(join(UNITS, 'cell-monitor-backup.service'), 'utf8');
    const line = new RegExp(`^${key}=(.*)$`, 'mu').exec(unit)?.[1] ?? '';
    // What systemd reads: two of these signs stand for one.
    return line.replaceAll('%%', '%').replaceAll('$$', '$');
  };

  it('makes a copy of its own each time, beside the running server, and forgets old ones', async () => {
    const server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path]);
    await server.listening();
    const copies = mkdtempSync(join(tmpdir(), 'cell-monitor-copies-'));
    const program = join(copies, '.program');
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`);
    chmodSync(program, 0o700);
    const settings = join(copies, '.settings');
    writeFileSync(settings, '');
    const inTest = (text: string): string =>
      text.replaceAll(PROGRAM, program).replaceAll('/etc/cell-monitor.env', settings).replaceAll('/var/lib/cell-monitor-backup', copies);
    const start = async (key: string): Promise<void> => {
      await run('/bin/sh', ['-c', inTest(commandOf(key))], { env: { ...process.env, CELL_MONITOR_DATA_DIR: folder.path } });
    };

    await start('ExecStart');
    const [copy = '', ...others] = readdirSync(copies).filter(name => !name.startsWith('.'));
    expect(others).toEqual([]);
    expect(copy).toMatch(/^\d{4}-\d\d-\d\dT\d{6}Z$/u);
    expect(statSync(join(copies, copy)).size).toBeGreaterThan(0);

    await run('touch', ['-d', '20 days ago', join(copies, copy)]);
    await run('touch', [join(copies, 'of-today')]);
    await start('ExecStartPost');
    expect(readdirSync(copies).filter(name => !name.startsWith('.'))).toEqual(['of-today']);
    rmSync(copies, { recursive: true, force: true });
  });
});
