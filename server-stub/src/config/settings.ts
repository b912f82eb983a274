import { DEFAULT_POLICY } from '../../../src/protocol';
import { DEFAULT_LEVELS_TEXT, parseAlertSettings } from '../observability/alerts/alert-settings';
import { WEBHOOK_KINDS } from '../observability/alerts/webhook-message';
import { DEFAULT_REDIS_CONNECTIONS } from '../databases/redis/redis-address';
import { DEFAULT_KEY_PREFIX } from '../databases/redis/redis-keys';
import { LOG_LEVELS } from '../platform/process/log-output';
import {
  parseBaseUrl,
  parseCadence,
  parseLogLevel,
  parseNonEmpty,
  parseOrigins,
  parseProxies,
  parsePublicUrl,
  parseRedisPrefix,
  parseRedisUrl,
  parseVisibleToken,
  parseWebhook,
  parseWebhookKind,
  parseWhole,
} from './parsers';
import type { Config } from './config';
import { ofService, ofServiceAddress } from './hub-environment';
import { HUB_SETTINGS } from './hub-settings';
import { type SettingsOf, UNSET } from './setting';

/** One for each core of a large machine. */
const MAX_WORKERS = 64;
/** Ten times a class of a whole university. */
const MAX_STUDENTS = 50_000;
const DEFAULT_MAX_STUDENTS = 1000;

/** Every setting, in the order of the help: first what a beginner needs. A new one is a line of `Config` and an entry here. */
export const SETTINGS: SettingsOf<keyof Config> = {
  host: {
    variable: 'CELL_MONITOR_HOST',
    defaultText: '127.0.0.1',
    meaning: 'address to listen on; 0.0.0.0 lets the room in',
    parse: parseNonEmpty,
    whenUnset: '127.0.0.1',
    fromHub: ofServiceAddress('hostname'),
  },
  port: {
    variable: 'CELL_MONITOR_PORT',
    defaultText: '8600',
    meaning: 'port to listen on; 0 takes a free one',
    parse: text => parseWhole(text, 0, 65_535),
    whenUnset: 8600,
    fromHub: ofServiceAddress('port'),
  },
  dataDir: {
    variable: 'CELL_MONITOR_DATA_DIR',
    defaultText: './cell-monitor-data',
    meaning: 'folder of the SQLite log and the generated secrets, closed to everybody but its owner',
    parse: parseNonEmpty,
    whenUnset: './cell-monitor-data',
  },
  publicUrl: {
    variable: 'CELL_MONITOR_PUBLIC_URL',
    defaultText: 'the host and port',
    meaning: 'address that people use when the server is behind a name or a proxy: https://class.example.org',
    parse: parsePublicUrl,
    whenUnset: undefined,
    fromHub: ofService('JUPYTERHUB_PUBLIC_URL'),
  },
  instructorToken: {
    variable: 'CELL_MONITOR_INSTRUCTOR_TOKEN',
    defaultText: 'generated',
    meaning: "for the dashboard and the instructors' API; as a flag, other users of the machine may see it",
    parse: parseVisibleToken,
    whenUnset: undefined,
  },
  logLevel: {
    variable: 'CELL_MONITOR_LOG_LEVEL',
    defaultText: 'info, and warn on a terminal',
    meaning: `${LOG_LEVELS.join(', ')}; the log goes to standard error`,
    parse: parseLogLevel,
    whenUnset: undefined,
  },
  baseUrl: {
    variable: 'CELL_MONITOR_BASE_URL',
    defaultText: "the prefix of a hub's service, else /",
    meaning: 'path below which page and API are served, for a proxy that leaves it in: /services/class/',
    parse: parseBaseUrl,
    whenUnset: '/',
    fromHub: ofService('JUPYTERHUB_SERVICE_PREFIX'),
  },
  tlsCert: {
    variable: 'CELL_MONITOR_TLS_CERT',
    defaultText: UNSET,
    meaning: 'PEM file of the certificate and its chain, to speak https without a proxy; renewed files are taken up within a minute',
    parse: parseNonEmpty,
    whenUnset: undefined,
  },
  tlsKey: {
    variable: 'CELL_MONITOR_TLS_KEY',
    defaultText: UNSET,
    meaning: "PEM file of the certificate's private key, without a password",
    parse: parseNonEmpty,
    whenUnset: undefined,
  },
  trustProxy: {
    variable: 'CELL_MONITOR_TRUST_PROXY',
    defaultText: 'none',
    meaning:
      'addresses or networks of the proxies in front, separated by commas, whose word on the client is believed: 127.0.0.1,10.0.0.0/8',
    parse: parseProxies,
    whenUnset: undefined,
  },
  redisUrl: {
    variable: 'CELL_MONITOR_REDIS_URL',
    defaultText: UNSET,
    meaning: 'keep the log in Redis: redis://, rediss://, redis+sentinel://host:port,…/NAME or redis+cluster://host:port,…; unset: SQLite',
    parse: parseRedisUrl,
    whenUnset: undefined,
  },
  redisPrefix: {
    variable: 'CELL_MONITOR_REDIS_PREFIX',
    defaultText: DEFAULT_KEY_PREFIX,
    meaning: 'what every key in Redis begins with; servers with the same one share their classes',
    parse: parseRedisPrefix,
    whenUnset: DEFAULT_KEY_PREFIX,
  },
  redisConnections: {
    variable: 'CELL_MONITOR_REDIS_CONNECTIONS',
    defaultText: String(DEFAULT_REDIS_CONNECTIONS),
    meaning: 'most connections to Redis of each process; one Redis takes 2, sentinels 3, a cluster one more than twice its masters',
    parse: text => parseWhole(text, 2, 500),
    whenUnset: DEFAULT_REDIS_CONNECTIONS,
  },
  signingKeyFile: {
    variable: 'CELL_MONITOR_SIGNING_KEY_FILE',
    defaultText: 'DATA_DIR/signing-key.json',
    meaning: "file of the keys that sign students' tokens, closed to all but its owner; the same for all servers on one Redis",
    parse: parseNonEmpty,
    whenUnset: undefined,
  },
  cadenceMs: {
    variable: 'CELL_MONITOR_CADENCE_MS',
    defaultText: String(DEFAULT_POLICY.cadenceMs),
    meaning: 'milliseconds between two reports of one student, in classes made from now on',
    parse: parseCadence,
    whenUnset: DEFAULT_POLICY.cadenceMs,
  },
  workers: {
    variable: 'CELL_MONITOR_WORKERS',
    defaultText: '1',
    meaning: 'processes that share the port and the work; more than one needs Redis',
    parse: text => parseWhole(text, 1, MAX_WORKERS),
    whenUnset: 1,
  },
  allowedOrigins: {
    variable: 'CELL_MONITOR_ALLOWED_ORIGINS',
    defaultText: '*',
    meaning: 'origins whose pages may enrol and report, separated by commas; * for any',
    parse: parseOrigins,
    whenUnset: undefined,
  },
  ...HUB_SETTINGS,
  maxStudents: {
    variable: 'CELL_MONITOR_MAX_STUDENTS',
    defaultText: String(DEFAULT_MAX_STUDENTS),
    meaning:
      'students in a class without a roster; beyond them a newcomer takes the place of whoever joined first of those who never reported',
    parse: text => parseWhole(text, 1, MAX_STUDENTS),
    whenUnset: DEFAULT_MAX_STUDENTS,
  },
  keepDays: {
    variable: 'CELL_MONITOR_KEEP_DAYS',
    defaultText: '0',
    meaning: 'move entries older than so many days from the log into DATA_DIR/archive, compressed and still shown; 0 keeps all in the log',
    parse: text => parseWhole(text, 0, 36_500),
    whenUnset: 0,
  },
  keepMb: {
    variable: 'CELL_MONITOR_KEEP_MB',
    defaultText: '0',
    meaning: 'move the oldest entries there while the log takes more MiB than this; with Redis, half its maxmemory; 0 sets no limit',
    parse: text => parseWhole(text, 0, 100_000_000),
    whenUnset: 0,
  },
  studentQuotaMb: {
    variable: 'CELL_MONITOR_STUDENT_QUOTA_MB',
    defaultText: '200',
    meaning: "MiB of one student's reports within a day; what is beyond is stored without code, output and other texts; 0 sets no limit",
    parse: text => parseWhole(text, 0, 1_000_000),
    whenUnset: 200,
  },
  alertLevels: {
    variable: 'CELL_MONITOR_ALERT_LEVELS',
    defaultText: DEFAULT_LEVELS_TEXT,
    meaning: 'NAME=WARNING/CRITICAL or NAME=off, separated by commas; names left out keep their defaults',
    parse: parseAlertSettings,
    whenUnset: {},
  },
  alertWebhook: {
    variable: 'CELL_MONITOR_ALERT_WEBHOOK',
    defaultText: UNSET,
    meaning: 'http or https address that is told of alerts, once for each change; as a flag, other users of the machine may see it',
    parse: parseWebhook,
    whenUnset: undefined,
  },
  alertWebhookKind: {
    variable: 'CELL_MONITOR_ALERT_WEBHOOK_KIND',
    defaultText: 'generic',
    meaning: `${WEBHOOK_KINDS.join(' or ')}: plain JSON, or what Slack and its like take`,
    parse: parseWebhookKind,
    whenUnset: 'generic',
  },
};
