import { expect, it } from 'vitest';
import type { Secrets } from '../access/auth/secrets';
import type { ClassRecord } from '../class/registry/registry';
import { describeClasses, describeServer } from './welcome';

const ADDRESS = {
  host: '127.0.0.1',
  port: 8600,
  scheme: 'http',
  publicUrl: undefined,
  baseUrl: '/services/class/',
  lanAddresses: ['192.0.2.2'],
} as const;
const secretsOf = (tokenOrigin: Secrets['tokenOrigin']): Secrets => ({
  signingKeys: { current: { kid: 'k', secret: new Uint8Array(32) } },
  rereadKeys: () => ({ current: { kid: 'k', secret: new Uint8Array(32) } }),
  instructorToken: 'the-token',
  tokenOrigin,
  tokenFile: '/data/instructor-token',
});

it('the first line says where the server listens, and the links hold the path of the page', () => {
  expect(describeServer(ADDRESS, secretsOf('generated'), false)).toEqual([
    'listening on http://127.0.0.1:8600',
    'dashboard: http://127.0.0.1:8600/services/class/#token=the-token',
  ]);
  expect(describeServer({ ...ADDRESS, publicUrl: 'https://hub.example.org/services/class' }, secretsOf('kept'), true)).toEqual([
    'listening on http://127.0.0.1:8600',
    'dashboard: https://hub.example.org/services/class/#token=the-token',
    'students reach it at https://hub.example.org/services/class',
  ]);
});

it.each(['generated', 'kept', 'settings'] as const)('a token that is %s is not printed into the log of a hub', tokenOrigin => {
  const lines = describeServer({ ...ADDRESS, hubToken: 'the-token-of-the-service' }, secretsOf(tokenOrigin), false);

  expect(lines[1]).toContain('sign in with JupyterHub');
  expect(lines.join('\n')).not.toContain('the-token');
});

const CLASSES = [{ name: 'My class', joinCode: 'ABCDEFGH' } as ClassRecord];

it('a server that listens on every address is named by the one on the network, too: for the dashboard, and in the join link', () => {
  const open = { ...ADDRESS, host: '0.0.0.0', baseUrl: '/' };

  expect(describeServer(open, secretsOf('generated'), false)).toEqual([
    'listening on http://0.0.0.0:8600',
    'dashboard: http://localhost:8600/#token=the-token',
    'dashboard on the network: http://192.0.2.2:8600/#token=the-token',
    'students reach it at http://192.0.2.2:8600',
  ]);
  expect(describeClasses(CLASSES, open)).toEqual([
    'join code of "My class": ABCDEFGH',
    'join link of "My class": http://192.0.2.2:8600/#join=ABCDEFGH',
  ]);
});

it('the join link has the public address, and there is none where only this machine is let in', () => {
  expect(describeClasses(CLASSES, { ...ADDRESS, host: '0.0.0.0', publicUrl: 'https://class.example.org' })).toEqual([
    'join code of "My class": ABCDEFGH',
    'join link of "My class": https://class.example.org/#join=ABCDEFGH',
  ]);
  expect(describeClasses(CLASSES, ADDRESS)).toEqual(['join code of "My class": ABCDEFGH']);
});
