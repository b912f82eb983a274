import { describe, expect, it } from 'vitest';
import { describeSettings, readInvocation, SettingsError } from './config';

const DEFAULTS = {
  host: '127.0.0.1',
  port: 8600,
  redisUrl: undefined,
  dataDir: './cell-monitor-data',
  instructorToken: undefined,
  cadenceMs: 15_000,
  allowedOrigins: undefined,
  logLevel: 'info',
};

const VARIABLES = ['HOST', 'PORT', 'REDIS_URL', 'DATA_DIR', 'INSTRUCTOR_TOKEN', 'CADENCE_MS', 'WORKERS', 'ALLOWED_ORIGINS', 'LOG_LEVEL'];

describe('settings', () => {
  it('have defaults', () => {
    expect(readInvocation([], {})).toEqual({ kind: 'serve', config: DEFAULTS });
    expect(readInvocation(['serve'], {})).toEqual({ kind: 'serve', config: DEFAULTS });
  });

  it('come from the environment, and from flags before it; an empty variable is none', () => {
    const environment = {
      CELL_MONITOR_PORT: '0',
      CELL_MONITOR_HOST: '0.0.0.0',
      CELL_MONITOR_REDIS_URL: '',
      CELL_MONITOR_CADENCE_MS: '1000',
    };
    const flags = ['serve', '--port', '9000', '--allowed-origins=https://a.example,http://b.example:8888', '--log-level', 'debug'];

    expect(readInvocation(flags, environment)).toMatchObject({
      config: {
        port: 9000,
        host: '0.0.0.0',
        redisUrl: undefined,
        cadenceMs: 1000,
        allowedOrigins: ['https://a.example', 'http://b.example:8888'],
        logLevel: 'debug',
      },
    });
  });

  it.each([
    ['CELL_MONITOR_PORT', '65536'],
    ['CELL_MONITOR_PORT', '80x'],
    ['CELL_MONITOR_PORT', '-1'],
    ['CELL_MONITOR_PORT', ' '],
    ['CELL_MONITOR_CADENCE_MS', '10'],
    ['CELL_MONITOR_CADENCE_MS', '1e3'],
    ['CELL_MONITOR_WORKERS', '2'],
    ['CELL_MONITOR_WORKERS', '0'],
    ['CELL_MONITOR_REDIS_URL', 'localhost:6379'],
    ['CELL_MONITOR_INSTRUCTOR_TOKEN', 'two words'],
    ['CELL_MONITOR_ALLOWED_ORIGINS', 'hub.example.org'],
    ['CELL_MONITOR_ALLOWED_ORIGINS', 'https://hub.example.org/path'],
    ['CELL_MONITOR_LOG_LEVEL', 'loud'],
  ])('that are wrong stop the start and are named: %s=%s', (variable, value) => {
    const flag = `--${variable.replace('CELL_MONITOR_', '').toLowerCase().replaceAll('_', '-')}`;

    expect(() => readInvocation([], { [variable]: value })).toThrow(new RegExp(`^${variable} must`, 'u'));
    expect(() => readInvocation([`${flag}=${value}`], {})).toThrow(new RegExp(`^${flag} must`, 'u'));
    expect(() => readInvocation([], { [variable]: value })).toThrow(SettingsError);
  });

  it('never repeat a secret that is wrong', () => {
    for (const variable of ['CELL_MONITOR_REDIS_URL', 'CELL_MONITOR_INSTRUCTOR_TOKEN']) {
      const read = (): unknown => readInvocation([], { [variable]: 'user:pass word@host' });
      expect(read).toThrow(variable);
      expect(read).not.toThrow('pass');
    }
  });

  it('that are not known are refused', () => {
    expect(() => readInvocation(['--prot', '1'], {})).toThrow("Unknown option '--prot'");
    expect(() => readInvocation(['server'], {})).toThrow('There is no command "server"');
  });

  it('are all in the help', () => {
    for (const name of VARIABLES) {
      expect(describeSettings()).toContain(`CELL_MONITOR_${name}`);
      expect(describeSettings()).toContain(`--${name.toLowerCase().replaceAll('_', '-')}\n`);
    }
    expect(readInvocation(['--help'], { CELL_MONITOR_PORT: 'bad' }).kind).toBe('help');
    expect(readInvocation(['--version'], {}).kind).toBe('version');
  });
});
