import { formatJoinLink } from '../../../src/protocol';
import { dashboardAddress, type Entrance, isEveryAddress, toHttpAddress, toPageAddress } from '../platform/addresses';
import { printable } from '../platform/printable';
import type { ClassRecord } from '../class/registry/registry';
import type { Secrets } from '../access/auth/secrets';

/** Where the server listens, and where people find it. */
export interface Address extends Entrance {
  /** This machine's addresses on its networks. */
  readonly lanAddresses: readonly string[];
  /** This server's token at the hub that its instructors sign in with; undefined where they do not. */
  readonly hubToken?: string | undefined;
}

/**
 * What the operator reads first. The dashboard's link holds the token, in the part of it that browsers never send;
 * it is printed when the token is new or a person sits at the screen, so that restarts do not fill a log file with it.
 */
export function describeServer(address: Address, secrets: Secrets, isOnScreen: boolean): string[] {
  const { host, port, scheme } = address;
  const access = describeAccess(secrets, isOnScreen, address.hubToken !== undefined);
  return [
    `listening on ${toHttpAddress(host, port, scheme)}`,
    `dashboard: ${dashboardAddress(address)}/${access}`,
    // The page shows students the address that it was opened by.
    ...networkAddresses(address).map(url => `dashboard on the network: ${url}/${access}`),
    ...studentAddresses(address).map(url => `students reach it at ${url}`),
  ];
}

const studentAddresses = (address: Address): readonly string[] =>
  address.publicUrl === undefined ? networkAddresses(address) : [address.publicUrl];

/** Where others reach a server that listens on every address and has no name. */
function networkAddresses(address: Address): readonly string[] {
  const { host, publicUrl, lanAddresses } = address;
  return publicUrl === undefined && isEveryAddress(host) ? lanAddresses.map(own => toPageAddress(own, address)) : [];
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

/** What students join with: the codes, and the links that hold address and code. */
export function describeClasses(classes: readonly ClassRecord[], address: Address): string[] {
  return classes.flatMap(({ name, joinCode }) => [
    `join code of "${printable(name)}": ${printable(joinCode)}`,
    ...studentAddresses(address).map(url => `join link of "${printable(name)}": ${formatJoinLink(url, joinCode)}`),
  ]);
}
