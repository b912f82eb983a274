import type { Config } from './config';
import { readSetting, type Setting, SettingsError, type Sources } from './setting';
import { SETTINGS } from './settings';

/** @throws SettingsError */
export function readConfig(sources: Sources): Config {
  const entries = Object.entries(SETTINGS).map(([key, setting]) => [key, readSetting(setting as Setting<unknown>, sources)]);
  const config: Config = Object.fromEntries(entries);
  refuseContradictions(config);
  return { ...config, publicUrl: withBase(config) };
}

/** A public address without a path is that of the host alone. */
function withBase({ publicUrl, baseUrl }: Config): string | undefined {
  return publicUrl !== undefined && new URL(publicUrl).pathname === '/' ? new URL(baseUrl, publicUrl).href.replace(/\/$/u, '') : publicUrl;
}

/** What no setting can see of itself. */
function refuseContradictions({ tlsCert, tlsKey, workers, redisUrl, hubApiUrl, hubClientId, hubToken, hubRoles }: Config): void {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw new SettingsError('CELL_MONITOR_TLS_CERT and CELL_MONITOR_TLS_KEY go together: set both for https, or neither.');
  }
  if (workers > 1 && redisUrl === undefined) {
    throw new SettingsError('CELL_MONITOR_WORKERS above 1 needs CELL_MONITOR_REDIS_URL: the SQLite log belongs to one process.');
  }
  const canHubSignIn = hubApiUrl !== undefined && hubClientId !== undefined && hubToken !== undefined;
  if (hubRoles.length > 0 && !canHubSignIn) {
    throw new SettingsError(
      'CELL_MONITOR_HUB_ROLES needs CELL_MONITOR_HUB_API_URL, CELL_MONITOR_HUB_CLIENT_ID and CELL_MONITOR_HUB_TOKEN: a hub that starts this server as its service sets all three.',
    );
  }
}
