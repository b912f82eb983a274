import type { Config } from './config';
import { readSetting, type Setting, SettingsError, type Sources } from './setting';
import { SETTINGS } from './settings';

/** @throws SettingsError */
export function readConfig(sources: Sources): Config {
  const entries = Object.entries(SETTINGS).map(([key, setting]) => [key, readSetting(setting as Setting<unknown>, sources)]);
  const config: Config = Object.fromEntries(entries);
  refuseContradictions(config);
  return config;
}

/** What no setting can see of itself. */
function refuseContradictions({ tlsCert, tlsKey, workers, redisUrl }: Config): void {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw new SettingsError('CELL_MONITOR_TLS_CERT and CELL_MONITOR_TLS_KEY go together: set both for https, or neither.');
  }
  if (workers > 1 && redisUrl === undefined) {
    throw new SettingsError('CELL_MONITOR_WORKERS above 1 needs CELL_MONITOR_REDIS_URL: the SQLite log belongs to one process.');
  }
}
