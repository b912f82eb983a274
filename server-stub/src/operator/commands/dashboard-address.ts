import type { Config } from '../../config/config';
import { isEveryAddress, toHttpAddress } from '../../platform/addresses';

/** Where the dashboard is, seen from this machine, without a slash at the end. */
export function dashboardAddress({ publicUrl, baseUrl, host, port, tlsCert }: Config): string {
  const own = toHttpAddress(isEveryAddress(host) ? 'localhost' : host, port, tlsCert === undefined ? 'http' : 'https');
  return publicUrl ?? own + baseUrl.slice(0, -1);
}
