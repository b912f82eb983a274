import { describe, expect, it } from 'vitest';
import schema from '../../../../schema/plugin.json' with { type: 'json' };
import { DEFAULT_POLICY } from '../../../../src/protocol';
import { readConfig } from '../../config/read-config';
import type { Config } from '../../config/config';
import type { ClassRecord } from '../../class/registry/registry';
import { addressForStudents } from './address-for-students';
import { chooseClass, choosePlacedClasses } from './choose-class';
import { studentFiles } from './student-files';

const configOf = (flags: Record<string, string>): Config => readConfig({ flags, environment: {} });

describe('the address for students', () => {
  it.each([
    ['the public one', { 'public-url': 'https://class.example.org', host: '127.0.0.1' }, [], 'https://class.example.org'],
    ['the host, if it is one', { host: '10.0.0.5' }, [], 'http://10.0.0.5:8600'],
    ['the machine’s only one', { host: '0.0.0.0', port: '9000' }, ['10.0.0.5'], 'http://10.0.0.5:9000'],
  ])('is %s', (_name, flags, addresses, expected) => {
    expect(addressForStudents(configOf(flags), addresses)).toBe(expected);
  });

  it.each([
    ['is this machine’s alone', {}, [], /127\.0\.0\.1, where only this machine reaches it\. .*--host 0\.0\.0\.0.*--public-url/u],
    ['is one of several', { host: '0.0.0.0' }, ['10.0.0.5', '192.168.1.2'], /--public-url http:\/\/10\.0\.0\.5:8600 or --public-url/u],
    ['is on no network', { host: '0.0.0.0' }, [], /no address on a network/u],
    ['has another port at every start', { host: '10.0.0.5', port: '0' }, [], /Set CELL_MONITOR_PORT/u],
    ['must be a name', { host: '0.0.0.0', 'tls-cert': 'c', 'tls-key': 'k' }, ['10.0.0.5'], /A certificate is for a name/u],
  ])('that %s is refused with what to do', (_name, flags, addresses, message) => {
    expect(() => addressForStudents(configOf(flags), addresses)).toThrow(message);
  });
});

describe('the class', () => {
  const record = (id: string, name: string): ClassRecord => ({ id, name, joinCode: 'PLUM', policy: DEFAULT_POLICY, createdAtMs: 0 });

  it('is the only one, or the one that is named', () => {
    expect(chooseClass([record('a', 'A')], undefined).id).toBe('a');
    expect(chooseClass([record('a', 'A'), record('b', 'B')], 'b').id).toBe('b');
  });

  it('must be chosen among several, which are listed without any control characters of theirs', () => {
    const classes = [record('a', 'Mon\u{1b}[31mday'), record('b', 'B')];

    expect(() => chooseClass(classes, undefined)).toThrow(
      'There are several classes. Choose one:\n  --class a   Mon?[31mday\n  --class b   B',
    );
    expect(() => chooseClass(classes, 'c')).toThrow('There is no class "c". There is:');
    expect(() => chooseClass([], undefined)).toThrow(/Start it, and run this again/u);
  });
});

describe('several classes of the same students', () => {
  const record = (id: string): ClassRecord => ({ id, name: id, joinCode: id.toUpperCase(), policy: DEFAULT_POLICY, createdAtMs: 0 });
  const classes = [record('python'), record('r')];
  const plugin = 'jupyterlab-cell-monitor:plugin';

  it('each have a folder', () => {
    const chosen = choosePlacedClasses(classes, 'python=/courses/python/, r=courses/r');
    expect(chosen.map(({ record: { id }, folder }) => [id, folder])).toEqual([
      ['python', 'courses/python'],
      ['r', 'courses/r'],
    ]);
    expect(() => choosePlacedClasses(classes, 'python,r')).toThrow(/a folder of its own/u);
    expect(() => choosePlacedClasses(classes, 'python=a,c=b')).toThrow('There is no class "c". There is:');
    expect(choosePlacedClasses([record('python')], undefined)).toMatchObject([{ folder: '' }]);
  });

  it('are all in the settings, the hub’s word included', () => {
    const otherClasses = [{ id: 'r', joinCode: 'R', folder: 'courses/r' }];
    const files = studentFiles({
      serverUrl: 'https://h',
      joinCode: 'P',
      className: 'P',
      folder: 'python',
      otherClasses,
      isHubTrusted: true,
    });
    const r = { serverUrl: 'https://h', joinCode: 'R', folder: 'courses/r' };
    const own = { serverUrl: 'https://h', joinCode: 'P', folder: 'python' };
    expect(JSON.parse(files.get('overrides.json') ?? '')).toEqual({ [plugin]: { ...own, otherClasses: { r } } });
    const onHub = { ...own, identity: 'hub', otherClasses: { r: { ...r, identity: 'hub' } } };
    expect(JSON.parse(files.get('hub/overrides.json') ?? '')).toEqual({ [plugin]: onHub });
    for (const key of Object.keys(onHub)) {
      expect(Object.keys(schema.properties)).toContain(key);
    }
  });
});

describe('the students’ files', () => {
  const config = { serverUrl: 'https://class.example.org', joinCode: 'PL"UM: {x}', className: 'My class' };
  const files = studentFiles({ ...config, isHubTrusted: false });
  const settings = { 'jupyterlab-cell-monitor:plugin': { serverUrl: 'https://class.example.org', joinCode: 'PL"UM: {x}' } };

  it('set what the extension’s schema knows, the same for one machine and for a hub', () => {
    for (const path of ['overrides.json', 'hub/overrides.json', 'hub/cell-monitor/labconfig/default_setting_overrides.json']) {
      expect(JSON.parse(files.get(path) ?? '')).toEqual(settings);
    }
    for (const key of Object.keys(settings['jupyterlab-cell-monitor:plugin'])) {
      expect(schema.properties).toHaveProperty(key);
    }
  });

  it('hold the same for Kubernetes, whatever the join code is', () => {
    expect(JSON.parse(/^ +data: (.*)$/mu.exec(files.get('hub/zero-to-jupyterhub.yaml') ?? '')?.[1] ?? '')).toEqual(settings);
  });

  it('leave it to a hub that the server trusts to say who its users are', () => {
    const trusted = studentFiles({ ...config, isHubTrusted: true });
    const { 'jupyterlab-cell-monitor:plugin': plugin } = settings;
    const onHub = { 'jupyterlab-cell-monitor:plugin': { ...plugin, identity: 'hub' } };

    expect(JSON.parse(trusted.get('overrides.json') ?? '')).toEqual(settings);
    expect(JSON.parse(trusted.get('hub/overrides.json') ?? '')).toEqual(onHub);
    expect(JSON.parse(/^ +data: (.*)$/mu.exec(trusted.get('hub/zero-to-jupyterhub.yaml') ?? '')?.[1] ?? '')).toEqual(onHub);
    expect(schema.properties.identity.enum).toContain('hub');
    for (const path of ['hub/jupyterhub_config.py', 'hub/zero-to-jupyterhub.yaml']) {
      expect(trusted.get(path)).toContain('c.Spawner.server_token_scopes = cell_monitor_scopes');
      expect(files.get(path)).not.toContain('tokens!user');
    }
  });

  it('say where everything goes', () => {
    const guide = files.get('README.txt') ?? '';

    for (const word of [
      'Linux',
      'macOS',
      'Windows',
      'conda',
      'JupyterHub',
      'pip install jupyterlab-cell-monitor',
      'https://class.example.org',
    ]) {
      expect(guide).toContain(word);
    }
  });
});
