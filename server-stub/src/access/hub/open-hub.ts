import type { Logger } from 'pino';
import type { Config } from '../../config/config';
import { systemClock } from '../../platform/clock';
import { systemFetch } from '../../platform/http-client';
import { systemRandom } from '../../platform/random';
import { HubClient } from './hub-client';
import { HubAuthenticator } from './hub-authenticator';

/** The JupyterHub that this server trusts; undefined when it trusts none. */
export function openHub({ hubApiUrl, hubStaffGroups }: Config, logger: Logger): HubAuthenticator | undefined {
  if (hubApiUrl === undefined) {
    return undefined;
  }
  const client = new HubClient({ apiUrl: hubApiUrl, fetch: systemFetch, clock: systemClock, random: systemRandom, logger });
  return new HubAuthenticator(client, hubStaffGroups);
}
