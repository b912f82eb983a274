import type { Config } from '../../config/config';
import { dashboardAddress } from '../../platform/addresses';

/** Where the dashboard of a server with these settings is, seen from this machine; without a slash at the end. */
export function dashboardOf(config: Config): string {
  return dashboardAddress({ ...config, scheme: config.tlsCert === undefined ? 'http' : 'https' });
}
