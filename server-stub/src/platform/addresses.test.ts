import type { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { dashboardAddress, type Entrance, isEveryAddress, isOnlyThisMachine, lanAddresses, toHttpAddress } from './addresses';

const entrance = (more: Partial<Entrance> = {}): Entrance => ({
  host: '127.0.0.1',
  port: 8600,
  scheme: 'http',
  publicUrl: undefined,
  baseUrl: '/',
  ...more,
});

describe('the addresses of the machine', () => {
  it('are those of IPv4 that others reach', () => {
    const card = { netmask: '', mac: '', cidr: null };
    const cards: ReturnType<typeof networkInterfaces> = {
      lo: [{ ...card, family: 'IPv4', address: '127.0.0.1', internal: true }],
      eth0: [
        { ...card, family: 'IPv4', address: '10.0.0.5', internal: false },
        { ...card, family: 'IPv6', address: 'fe80::1', internal: false, scopeid: 2 },
      ],
      gone: undefined,
    };
    expect(lanAddresses(cards)).toEqual(['10.0.0.5']);
  });

  it.each([
    ['0.0.0.0', true, false],
    ['::', true, false],
    ['localhost', false, true],
    ['127.0.1.1', false, true],
    ['::1', false, true],
    ['[::1]', false, true],
    ['10.0.0.5', false, false],
    ['class.example.org', false, false],
  ])('of %s is every one: %s, only this machine: %s', (host, isEvery, isOnly) => {
    expect([isEveryAddress(host), isOnlyThisMachine(host)]).toEqual([isEvery, isOnly]);
  });
});

describe('where the dashboard is', () => {
  it('is the host that the server listens at, IPv6 in brackets', () => {
    expect(dashboardAddress(entrance())).toBe('http://127.0.0.1:8600');
    expect(toHttpAddress('fe80::1', 8600, 'https')).toBe('https://[fe80::1]:8600');
  });

  it('is this machine where it listens at every address', () => {
    expect(dashboardAddress(entrance({ host: '0.0.0.0' }))).toBe('http://localhost:8600');
  });

  it('is below the base path, and where people reach it instead', () => {
    expect(dashboardAddress(entrance({ baseUrl: '/services/class/' }))).toBe('http://127.0.0.1:8600/services/class');
    expect(dashboardAddress(entrance({ publicUrl: 'https://class.example.org' }))).toBe('https://class.example.org');
  });
});
