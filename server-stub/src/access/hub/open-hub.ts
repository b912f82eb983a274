import type { Logger } from 'pino';
import type { Config } from '../../config/config';
import { systemClock } from '../../platform/clock';
import { systemFetch } from '../../platform/http-client';
import { systemRandom } from '../../platform/random';
import { HubClient } from './hub-client';
import { HubAuthenticator } from './hub-authenticator';
import { HubStaff } from './hub-staff';

/** The JupyterHub whose word on students this server takes; undefined when it takes none. Who has a role in a class is no student of it. */
export function openHub({ hubApiUrl, hubStaffGroups, hubRoles }: Config, logger: Logger): HubAuthenticator | undefined {
  if (hubApiUrl === undefined) {
    return undefined;
  }
  return new HubAuthenticator(openClient(hubApiUrl, logger), [...hubStaffGroups, ...hubRoles.map(({ group }) => group)]);
}

/** The JupyterHub that instructors sign in with; undefined when this server is none of its services. */
export function openHubStaff({ hubApiUrl, hubUrl, hubClientId, hubToken, hubRoles }: Config, logger: Logger): HubStaff | undefined {
  if (hubApiUrl === undefined || hubClientId === undefined || hubToken === undefined) {
    return undefined;
  }
  const service = { hubUrl, clientId: hubClientId, token: hubToken, roles: hubRoles };
  // A client of its own, with its own limits: who asks without end as a student keeps no instructor waiting, and the other way round.
  return new HubStaff(openClient(hubApiUrl, logger), service, systemClock);
}

function openClient(apiUrl: string, logger: Logger): HubClient {
  return new HubClient({ apiUrl, fetch: systemFetch, clock: systemClock, random: systemRandom, logger });
}
