import { describe, expect, it } from 'vitest';
import { SETTINGS } from './settings';
import { readConfig } from './read-config';
import { flagOf, SettingsError } from './setting';

const DEFAULTS = {
  host: '127.0.0.1',
  port: 8600,
  publicUrl: undefined,
  baseUrl: '/',
  tlsCert: undefined,
  tlsKey: undefined,
  trustProxy: undefined,
  redisUrl: undefined,
  redisPrefix: 'cellmonitor',
  redisConnections: 10,
  dataDir: './cell-monitor-data',
  instructorToken: undefined,
  cadenceMs: 15_000,
  workers: 1,
  maxStudents: 1000,
  allowedOrigins: undefined,
  hubApiUrl: undefined,
  hubStaffGroups: [],
  hubRoles: [],
  hubUrl: '/hub',
  hubClientId: undefined,
  hubToken: undefined,
  keepDays: 0,
  keepMb: 0,
  studentQuotaMb: 200,
  logLevel: undefined,
  alertLevels: {},
  alertWebhook: undefined,
  alertWebhookKind: 'generic',
};

describe('settings', () => {
  it('have defaults', () => {
    expect(readConfig({ flags: {}, environment: {} })).toEqual(DEFAULTS);
  });

  it('come from the environment, and from flags before it; an empty variable is none', () => {
    const environment = {
      CELL_MONITOR_PORT: '0',
      CELL_MONITOR_HOST: '0.0.0.0',
      CELL_MONITOR_REDIS_URL: '',
      CELL_MONITOR_CADENCE_MS: '1000',
    };
    const flags = { port: '9000', 'allowed-origins': 'https://a.example,http://b.example:8888', 'log-level': 'debug' };

    expect(readConfig({ flags, environment })).toMatchObject({
      port: 9000,
      host: '0.0.0.0',
      redisUrl: undefined,
      cadenceMs: 1000,
      allowedOrigins: ['https://a.example', 'http://b.example:8888'],
      logLevel: 'debug',
    });
  });

  it.each([
    ['CELL_MONITOR_PORT', '65536'],
    ['CELL_MONITOR_PORT', '80x'],
    ['CELL_MONITOR_PORT', '-1'],
    ['CELL_MONITOR_PORT', ' '],
    ['CELL_MONITOR_CADENCE_MS', '10'],
    ['CELL_MONITOR_CADENCE_MS', '1e3'],
    ['CELL_MONITOR_WORKERS', '65'],
    ['CELL_MONITOR_WORKERS', '0'],
    ['CELL_MONITOR_MAX_STUDENTS', '0'],
    ['CELL_MONITOR_MAX_STUDENTS', '50001'],
    ['CELL_MONITOR_REDIS_URL', 'localhost:6379'],
    ['CELL_MONITOR_REDIS_URL', 'redis+other://localhost'],
    ['CELL_MONITOR_REDIS_PREFIX', 'demo:{1}'],
    ['CELL_MONITOR_REDIS_PREFIX', 'demo*'],
    ['CELL_MONITOR_REDIS_CONNECTIONS', '1'],
    ['CELL_MONITOR_REDIS_CONNECTIONS', '501'],
    ['CELL_MONITOR_INSTRUCTOR_TOKEN', 'two words'],
    ['CELL_MONITOR_ALLOWED_ORIGINS', 'hub.example.org'],
    ['CELL_MONITOR_ALLOWED_ORIGINS', 'https://hub.example.org/path'],
    ['CELL_MONITOR_LOG_LEVEL', 'loud'],
    ['CELL_MONITOR_ALERT_LEVELS', 'errors=5/1'],
    ['CELL_MONITOR_ALERT_WEBHOOK', 'hooks.example.org/T000'],
    ['CELL_MONITOR_ALERT_WEBHOOK', 'file:///etc/passwd'],
    ['CELL_MONITOR_ALERT_WEBHOOK_KIND', 'teams'],
    ['CELL_MONITOR_PUBLIC_URL', 'class.example.org'],
    ['CELL_MONITOR_PUBLIC_URL', 'https://me:secret@class.example.org'],
    ['CELL_MONITOR_PUBLIC_URL', 'https://class.example.org/#join=BLUE'],
    ['CELL_MONITOR_HUB_API_URL', 'http://hub:8081'],
    ['CELL_MONITOR_HUB_API_URL', 'hub:8081/hub/api'],
    ['CELL_MONITOR_BASE_URL', 'https://hub.example.org/services/class/'],
    ['CELL_MONITOR_BASE_URL', '//evil.example.org/'],
    ['CELL_MONITOR_BASE_URL', '/services/../class/'],
    ['CELL_MONITOR_BASE_URL', '/services/:class/'],
    ['CELL_MONITOR_HUB_URL', 'javascript:alert(1)'],
    ['CELL_MONITOR_HUB_ROLES', 'instructors'],
    ['CELL_MONITOR_HUB_ROLES', 'instructors=professor'],
    ['CELL_MONITOR_HUB_TOKEN', 'two words'],
    ['CELL_MONITOR_TRUST_PROXY', '1'],
    ['CELL_MONITOR_TRUST_PROXY', 'true'],
    ['CELL_MONITOR_TRUST_PROXY', '10.0.0.0/33'],
    ['CELL_MONITOR_TRUST_PROXY', '10.0.0.1,proxy.example.org'],
  ])('that are wrong stop the start and are named: %s=%s', (variable, value) => {
    const flag = flagOf(variable);
    const fromEnvironment = (): unknown => readConfig({ flags: {}, environment: { [variable]: value } });

    expect(fromEnvironment).toThrow(new RegExp(`^${variable} must`, 'u'));
    expect(fromEnvironment).toThrow(SettingsError);
    expect(() => readConfig({ flags: { [flag]: value }, environment: {} })).toThrow(new RegExp(`^--${flag} must`, 'u'));
  });

  it('name the proxies that are believed, and the address that people use', () => {
    const environment = { CELL_MONITOR_TRUST_PROXY: 'loopback, 10.0.0.0/8,::1', CELL_MONITOR_PUBLIC_URL: 'https://hub.example.org/class/' };

    expect(readConfig({ flags: {}, environment })).toMatchObject({
      trustProxy: ['loopback', '10.0.0.0/8', '::1'],
      publicUrl: 'https://hub.example.org/class',
    });
  });

  it('name the hub that is trusted, and its groups of staff', () => {
    const flags = { 'hub-api-url': 'http://hub:8081/campus/hub/api/', 'hub-staff-groups': 'instructors, tutors' };

    expect(readConfig({ flags, environment: {} })).toMatchObject({
      hubApiUrl: 'http://hub:8081/campus/hub/api',
      hubStaffGroups: ['instructors', 'tutors'],
    });
  });

  it.each([
    ['services/class', '/services/class/'],
    ['/services//class/', '/services/class/'],
    ['/', '/'],
  ])('take the path of the page in any spelling: %s', (text, baseUrl) => {
    expect(readConfig({ flags: { 'base-url': text }, environment: {} }).baseUrl).toBe(baseUrl);
  });

  it('put the path of the page behind a public address that has none', () => {
    const publicUrlOf = (publicUrl: string): unknown =>
      readConfig({ flags: { 'public-url': publicUrl, 'base-url': '/services/class' }, environment: {} }).publicUrl;

    expect(publicUrlOf('https://hub.example.org')).toBe('https://hub.example.org/services/class');
    expect(publicUrlOf('https://hub.example.org/campus/services/class/')).toBe('https://hub.example.org/campus/services/class');
  });

  it('come from the JupyterHub whose service the server is, where they are not set', () => {
    const environment = {
      JUPYTERHUB_SERVICE_NAME: 'class',
      JUPYTERHUB_SERVICE_URL: 'http://127.0.0.1:10101',
      JUPYTERHUB_SERVICE_PREFIX: '/campus/services/class/',
      JUPYTERHUB_API_URL: 'http://127.0.0.1:8081/campus/hub/api',
      JUPYTERHUB_API_TOKEN: 'secret',
      JUPYTERHUB_CLIENT_ID: 'service-class',
      JUPYTERHUB_BASE_URL: '/campus/',
      JUPYTERHUB_HOST: '',
      JUPYTERHUB_PUBLIC_URL: '',
      CELL_MONITOR_HUB_ROLES: 'instructors=owner, tas = assistant',
    };

    expect(readConfig({ flags: {}, environment })).toMatchObject({
      host: '127.0.0.1',
      port: 10_101,
      baseUrl: '/campus/services/class/',
      publicUrl: undefined,
      hubApiUrl: 'http://127.0.0.1:8081/campus/hub/api',
      hubUrl: '/campus/hub',
      hubClientId: 'service-class',
      hubToken: 'secret',
      hubRoles: [
        { group: 'instructors', role: 'owner' },
        { group: 'tas', role: 'assistant' },
      ],
    });
    expect(readConfig({ flags: { 'base-url': '/' }, environment }).baseUrl).toBe('/');
  });

  it('do not come from a hub that started the server of one of its users', () => {
    const environment = { JUPYTERHUB_USER: 'ada', JUPYTERHUB_SERVICE_PREFIX: '/user/ada/', JUPYTERHUB_API_URL: 'http://hub:8081/hub/api' };

    expect(readConfig({ flags: {}, environment })).toMatchObject({ baseUrl: '/', hubApiUrl: undefined });
  });

  it('that need each other are refused alone', () => {
    expect(() => readConfig({ flags: { 'hub-roles': 'tas=assistant' }, environment: {} })).toThrow(/HUB_TOKEN/u);
    expect(() => readConfig({ flags: { 'tls-cert': 'cert.pem' }, environment: {} })).toThrow(/go together/u);
    expect(() => readConfig({ flags: {}, environment: { CELL_MONITOR_TLS_KEY: 'key.pem' } })).toThrow(/go together/u);
  });

  it('never repeat a secret that is wrong', () => {
    for (const variable of [
      'CELL_MONITOR_REDIS_URL',
      'CELL_MONITOR_INSTRUCTOR_TOKEN',
      'CELL_MONITOR_ALERT_WEBHOOK',
      'CELL_MONITOR_HUB_TOKEN',
    ]) {
      const read = (): unknown => readConfig({ flags: {}, environment: { [variable]: 'user:pass word@host' } });
      expect(read).toThrow(variable);
      expect(read).not.toThrow('pass');
    }
  });

  it('have a name each', () => {
    const variables = Object.values(SETTINGS).map(({ variable }) => variable);

    expect(new Set(variables).size).toBe(variables.length);
    expect(variables.every(variable => /^CELL_MONITOR_[A-Z_]+$/u.test(variable))).toBe(true);
  });
});
