import { isEveryAddress, lanAddresses, toHttpAddress } from '../platform/addresses';
import { printable } from '../platform/printable';
import type { ClassRecord } from '../class/registry/registry';
import type { Secrets } from '../access/auth/secrets';

interface Address {
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** Where people reach it instead. */
  readonly publicUrl: string | undefined;
  /** The path below which page and API are. */
  readonly baseUrl: string;
  /** This server's token at the hub that its instructors sign in with; undefined where they do not. */
  readonly hubToken?: string | undefined;
}

/**
 * What the operator reads first. The dashboard's link holds the token, in the part of it that browsers never send;
 * it is printed when the token is new or a person sits at the screen, so that restarts do not fill a log file with it.
 */
export function describeServer(address: Address, secrets: Secrets, isOnScreen: boolean): string[] {
  const { host, port, scheme, publicUrl, baseUrl } = address;
  const dashboard = publicUrl ?? toHttpAddress(isEveryAddress(host) ? 'localhost' : host, port, scheme) + withoutSlash(baseUrl);
  return [
    `listening on ${toHttpAddress(host, port, scheme)}`,
    `dashboard: ${dashboard}/${describeAccess(secrets, isOnScreen, address.hubToken !== undefined)}`,
    ...studentAddresses(address).map(url => `students reach it at ${url}`),
  ];
}

const withoutSlash = (baseUrl: string): string => baseUrl.slice(0, -1);

function studentAddresses({ host, port, scheme, publicUrl, baseUrl }: Address): readonly string[] {
  if (publicUrl !== undefined) {
    return [publicUrl];
  }
  return isEveryAddress(host) ? lanAddresses().map(address => toHttpAddress(address, port, scheme) + withoutSlash(baseUrl)) : [];
}

function describeAccess({ tokenOrigin, instructorToken, tokenFile }: Secrets, isOnScreen: boolean, isOnHub: boolean): string {
  if (isOnHub && !isOnScreen) {
    // What is printed ends in the hub's log.
    return tokenOrigin === 'settings' ? ' (sign in with JupyterHub)' : ` (sign in with JupyterHub; the token is in ${tokenFile})`;
  }
  if (tokenOrigin === 'generated' || isOnScreen) {
    return `#token=${encodeURIComponent(instructorToken)}`;
  }
  return tokenOrigin === 'kept' ? ` (the token is in ${tokenFile})` : ' (the token is the one in your settings)';
}

export function describeClasses(classes: readonly ClassRecord[]): string[] {
  return classes.map(({ name, joinCode }) => `join code of "${printable(name)}": ${printable(joinCode)}`);
}
