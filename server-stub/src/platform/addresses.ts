import { networkInterfaces } from 'node:os';

/** The machine's own IPv4 addresses that others on its network can reach. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .filter(address => address.family === 'IPv4' && !address.internal)
    .map(address => address.address);
}

/** Whether a server bound to this host listens on every address of the machine. */
export function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Whether a host name or address means the machine itself, so that no other comes in by it. */
export function isOnlyThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.');
}

/** An address of a server; IPv6 in brackets. */
export function toHttpAddress(host: string, port: number, scheme: 'http' | 'https' = 'http'): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
