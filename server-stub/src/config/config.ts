import type { AlertSettings } from '../observability/alerts/alert-settings';
import type { WebhookKind } from '../observability/alerts/webhook-message';
import type { LogLevel } from '../platform/process/log-output';
import type { HubRole } from './hub-roles';

/** Everything that an operator can set, parsed. */
export interface Config {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where people reach the server, when that is not its host and port: the whole address, without a trailing slash. */
  readonly publicUrl: string | undefined;
  /** The path below which page and API are served; begins and ends with a slash. */
  readonly baseUrl: string;
  readonly redisUrl: string | undefined;
  /** Begins every key and channel. */
  readonly redisPrefix: string;
  /** The most connections to Redis that each process may have open at the same time. */
  readonly redisConnections: number;
  readonly dataDir: string;
  /** Undefined: one is generated and kept. */
  readonly instructorToken: string | undefined;
  /** Where the signing keys are that several servers share; undefined for keys of this server's own, in its data folder. */
  readonly signingKeyFile: string | undefined;
  readonly cadenceMs: number;
  readonly workers: number;
  /** Of a class without a roster. */
  readonly maxStudents: number;
  /** The origins that may enrol and report from a browser; undefined for any. */
  readonly allowedOrigins: readonly string[] | undefined;
  /** Of the JupyterHub whose word on its users is taken; undefined for none. */
  readonly hubApiUrl: string | undefined;
  /** The hub's groups whose members are no students. */
  readonly hubStaffGroups: readonly string[];
  /** Where browsers find the hub's pages: an address, or a path beside ours; without a trailing slash. */
  readonly hubUrl: string;
  /** This server's name as an OAuth client of the hub, and its token there, a secret; both or none. */
  readonly hubClientId: string | undefined;
  readonly hubToken: string | undefined;
  /** What the hub's groups may do here. */
  readonly hubRoles: readonly HubRole[];
  /** PEM files; both or none. */
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  /** The proxies whose `X-Forwarded-…` headers are believed. */
  readonly trustProxy: readonly string[] | undefined;
  /** Days that entries stay in the live log before they are in the archive alone; 0 for ever. */
  readonly keepDays: number;
  /** MiB that the live log may take; 0 sets no limit. */
  readonly keepMb: number;
  /** MiB of one student's reports that are stored whole within a day; 0 for all of them. */
  readonly studentQuotaMb: number;
  /** Undefined: by where the log goes. */
  readonly logLevel: LogLevel | undefined;
  readonly alertLevels: AlertSettings;
  /** Undefined: alerts go to the log and the system data alone. Holds a secret. */
  readonly alertWebhook: string | undefined;
  readonly alertWebhookKind: WebhookKind;
}
