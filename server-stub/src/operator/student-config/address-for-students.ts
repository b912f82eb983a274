import type { Config } from '../../config/config';
import { isEveryAddress, isOnlyThisMachine, toHttpAddress, toPageAddress } from '../../platform/addresses';
import { SettingsError } from '../../config/setting';

const CURE = 'say where students reach the server: --public-url https://class.example.org';

/**
 * The address that goes into the students' settings: the public one, or what follows from host and port.
 * @param lanAddresses of this machine
 * @throws SettingsError when students could not use it, or there are several
 */
export function addressForStudents({ publicUrl, baseUrl, host, port, tlsCert }: Config, lanAddresses: readonly string[]): string {
  if (publicUrl !== undefined) {
    return publicUrl;
  }
  if (port === 0) {
    throw new SettingsError(`Port 0 means another port at every start. Set CELL_MONITOR_PORT, or: ${CURE}`);
  }
  if (tlsCert !== undefined) {
    throw new SettingsError(`A certificate is for a name: ${CURE}`);
  }
  if (isOnlyThisMachine(host)) {
    throw new SettingsError(
      `These settings make the server listen on ${host}, where only this machine reaches it. Repeat the flags that it was started with: --host 0.0.0.0. Or: ${CURE}`,
    );
  }
  return toPageAddress(isEveryAddress(host) ? theOnly(lanAddresses, port) : host, { port, scheme: 'http', baseUrl });
}

function theOnly(addresses: readonly string[], port: number): string {
  const [first, ...others] = addresses;
  if (first === undefined) {
    throw new SettingsError(`This machine has no address on a network: ${CURE}`);
  }
  if (others.length > 0) {
    const choices = addresses.map(address => `--public-url ${toHttpAddress(address, port)}`).join(' or ');
    throw new SettingsError(`This machine has several addresses. Choose the one that students reach: ${choices}`);
  }
  return first;
}
