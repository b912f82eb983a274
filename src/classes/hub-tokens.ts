import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { isObject } from '../protocol';
import type { HubTokenAnswer, HubTokens } from '../client/enrolment/hub-tokens';

/** The route that our part of the Jupyter server adds on a hub (jupyterlab_cell_monitor/hub_identity.py). */
const ROUTE = 'cell-monitor/hub-identity';

/** Asks the student's own Jupyter server for tokens of the hub. */
export function createHubTokens(settings: ServerConnection.ISettings): HubTokens {
  return async signal => {
    try {
      const url = URLExt.join(settings.baseUrl, ROUTE);
      const response = await ServerConnection.makeRequest(url, { signal, cache: 'no-store', redirect: 'error' }, settings);
      return readAnswer(response.status, await response.json());
    } catch {
      return { kind: 'unavailable', trouble: { kind: 'hub_not_asked' } };
    }
  };
}

/** @param status of HTTP */
export function readAnswer(status: number, body: unknown): HubTokenAnswer {
  const answer = isObject(body) ? body : {};
  if (status === 403) {
    return { kind: 'refused', trouble: { kind: 'hub_other_user' } };
  }
  if (status === 200 && answer['staff'] === true) {
    return { kind: 'refused', trouble: { kind: 'hub_staff' } };
  }
  if (status === 200 && typeof answer['token'] === 'string') {
    return { kind: 'token', token: answer['token'] };
  }
  return { kind: 'unavailable', trouble: { kind: 'hub_silent' } };
}
