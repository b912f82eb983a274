import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { isObject } from '../protocol';
import type { HubTokenAnswer, HubTokens } from '../client/enrolment/hub-tokens';
import type { Words } from '../jupyter/words';

/** The route that our part of the Jupyter server adds on a hub (jupyterlab_cell_monitor/hub_identity.py). */
const ROUTE = 'cell-monitor/hub-identity';

/** Asks the student's own Jupyter server for tokens of the hub. */
export function createHubTokens(settings: ServerConnection.ISettings, words: Words): HubTokens {
  return async signal => {
    try {
      const url = URLExt.join(settings.baseUrl, ROUTE);
      const response = await ServerConnection.makeRequest(url, { signal, cache: 'no-store', redirect: 'error' }, settings);
      return readAnswer(response.status, await response.json(), words);
    } catch {
      return { kind: 'unavailable', detail: words.__('your JupyterLab server does not say who you are') };
    }
  };
}

/** @param status of HTTP */
export function readAnswer(status: number, body: unknown, words: Words): HubTokenAnswer {
  const answer = isObject(body) ? body : {};
  if (status === 403) {
    return { kind: 'refused', detail: words.__('This JupyterLab server belongs to another user of the hub.') };
  }
  if (status === 200 && answer['staff'] === true) {
    return {
      kind: 'refused',
      detail: words.__('You are staff on this JupyterHub. Staff are not counted as students, so nothing is sent.'),
    };
  }
  if (status === 200 && typeof answer['token'] === 'string') {
    return { kind: 'token', token: answer['token'] };
  }
  const detail = words.__('JupyterHub does not say who you are; the log of your JupyterLab server names the reason');
  return { kind: 'unavailable', detail };
}
