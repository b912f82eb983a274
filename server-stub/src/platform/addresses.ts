import { networkInterfaces } from 'node:os';

/** The machine's own IPv4 addresses that others on its network can reach. */
export function lanAddresses(cards = networkInterfaces()): string[] {
  return Object.values(cards)
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

/** What of a server's settings decides where its pages are. */
export interface Entrance {
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** Where people reach it instead. */
  readonly publicUrl: string | undefined;
  /** The path below which page and API are. */
  readonly baseUrl: string;
}

/** Where page and API are, for whoever reaches the server by this host; without a slash at the end. */
export function toPageAddress(host: string, { port, scheme, baseUrl }: Pick<Entrance, 'port' | 'scheme' | 'baseUrl'>): string {
  return toHttpAddress(host, port, scheme) + baseUrl.slice(0, -1);
}

/** Where the dashboard is, seen from this machine; without a slash at the end. */
export function dashboardAddress(entrance: Entrance): string {
  const { host, publicUrl } = entrance;
  return publicUrl ?? toPageAddress(isEveryAddress(host) ? 'localhost' : host, entrance);
}
