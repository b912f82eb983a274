import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../config/settings';
import { readConfig } from '../../config/read-config';
import { writeVariable } from '../../config/settings-file';
import { planSettings, writeEnvironment } from './init-plan';

const planned = (flags: Record<string, string>): unknown => {
  const text = writeEnvironment(planSettings(flags, 'generated'), ['An introduction.']);
  return readConfig({ flags: {}, environment: parseEnv(text) });
};

describe('the settings file', () => {
  it('lets the room in when nothing is said, with a data folder that does not depend on where the server is started', () => {
    expect(planned({})).toMatchObject({
      host: '0.0.0.0',
      port: 8600,
      publicUrl: undefined,
      dataDir: resolve('cell-monitor-data'),
      instructorToken: 'generated',
      trustProxy: undefined,
    });
  });

  it('takes the port from a public address on http', () => {
    expect(planned({ 'public-url': 'http://10.0.0.5:9000' })).toMatchObject({
      host: '0.0.0.0',
      port: 9000,
      publicUrl: 'http://10.0.0.5:9000',
    });
    expect(planned({ 'public-url': 'http://10.0.0.5', port: '8080' })).toMatchObject({ port: 8080 });
  });

  it('stays behind a proxy on the same machine when people come by https and there is no certificate', () => {
    expect(planned({ 'public-url': 'https://class.example.org' })).toMatchObject({
      host: '127.0.0.1',
      port: 8600,
      trustProxy: ['loopback'],
    });
    expect(planned({ 'public-url': 'https://class.example.org', host: '10.0.0.5', 'trust-proxy': '10.0.0.1' })).toMatchObject({
      host: '10.0.0.5',
      trustProxy: ['10.0.0.1'],
    });
  });

  it('speaks https itself with a certificate', () => {
    const flags = { 'public-url': 'https://class.example.org', 'tls-cert': 'cert.pem', 'tls-key': '/etc/key.pem' };

    expect(planned(flags)).toMatchObject({
      host: '0.0.0.0',
      port: 443,
      tlsCert: resolve('cert.pem'),
      tlsKey: '/etc/key.pem',
      trustProxy: undefined,
    });
  });

  it('holds every setting, with those at their defaults as comments', () => {
    const text = writeEnvironment(planSettings({ 'redis-url': 'redis://:p#a$s%20s@host:6379/0' }, 'generated'), ['An introduction.']);

    for (const { variable, meaning } of Object.values(SETTINGS)) {
      expect(text).toMatch(new RegExp(`^#?${variable}=`, 'mu'));
      expect(text).toContain(`# ${meaning}\n`);
    }
    expect(parseEnv(text)['CELL_MONITOR_REDIS_URL']).toBe('redis://:p#a$s%20s@host:6379/0');
    expect(text.startsWith('# An introduction.\n\n')).toBe(true);
  });

  it('refuses a value that its readers would not read alike', () => {
    expect(() => writeVariable('CELL_MONITOR_REDIS_URL', "redis://:it's@host")).toThrow(/^CELL_MONITOR_REDIS_URL cannot stand/u);
    expect(() => writeVariable('CELL_MONITOR_DATA_DIR', '/two\nlines')).toThrow(/line break/u);
  });
});
