/** `GET /system`: what the server says of itself. For instructors; no student is in it. */
export interface SystemState {
  readonly asOf: string;
  readonly store: StoreFigures;
  readonly process: ProcessFigures;
  readonly ingest: IngestFigures;
  /** Every alert that can be given now, the quiet ones too. */
  readonly alerts: readonly Alert[];
  /** Oldest first: every 10 s for the last half hour, every minute for the 6 hours before. */
  readonly history: readonly SystemSample[];
}

/** What the log is kept in says of itself. */
export type StoreFigures = SqliteFigures | RedisFigures;

export interface SqliteFigures {
  readonly kind: 'sqlite';
  /** Why figures are missing; null when none is. */
  readonly reason: string | null;
  readonly databaseBytes: number | null;
  /** The write-ahead log, which a checkpoint moves into the database. */
  readonly walBytes: number | null;
  /** The disk that the database is on. */
  readonly disk: DiskFigures | null;
}

export interface DiskFigures {
  /** What the server's user may still write. */
  readonly freeBytes: number;
  readonly sizeBytes: number;
}

export interface RedisFigures {
  readonly kind: 'redis';
  /** Why Redis does not tell its own figures; null when it does. */
  readonly reason: string | null;
  /** Open connections of the process that answers. */
  readonly ownConnections: number;
  readonly server: RedisServerFigures | null;
}

/** From Redis's `INFO`; null is what this Redis does not tell. */
export interface RedisServerFigures {
  readonly version: string | null;
  readonly role: 'master' | 'replica' | null;
  readonly replicas: number | null;
  /** Of all its clients. */
  readonly connections: number | null;
  /** `maxclients`. */
  readonly maxConnections: number | null;
  /** Connections that it turned away since its start. */
  readonly rejectedConnections: number | null;
  readonly usedMemoryBytes: number | null;
  /** `maxmemory`; null for no limit. */
  readonly maxMemoryBytes: number | null;
  readonly evictionPolicy: string | null;
  /** Keys that it threw away since its start. More than none: it may have been a log. */
  readonly evictedKeys: number | null;
  readonly isAppendOnly: boolean | null;
  /** Whether its last writes to its own disk succeeded. */
  readonly isPersisting: boolean | null;
  readonly commandsPerSecond: number | null;
}

/** The processes of this server. Memory and event loop are the worst one's. */
export interface ProcessFigures {
  readonly processes: number;
  readonly uptimeS: number;
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  /** 99% of timers were late by less, in the last 10 s. */
  readonly eventLoopDelayP99Ms: number;
  /** The share of the last 10 s in which it was busy, 0 to 1. */
  readonly eventLoopUtilisation: number;
}

/** What the server takes in, all processes together. */
export interface IngestFigures {
  readonly eventsAppended: number;
  readonly eventsPerSecond: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Requests of the last minute that were answered with a 5xx; null when there were too few to tell. */
  readonly errorPercent: number | null;
  readonly requestsInFlight: number;
  readonly connections: number;
  readonly viewers: number;
  /** Requests turned away before anything was done for them, since the start. */
  readonly shed: number;
  /** The circuit breaker before the log; open if any process's is. */
  readonly breaker: BreakerState;
}

export type BreakerState = 'closed' | 'open';

export type AlertName =
  | 'log'
  | 'durability'
  | 'clock'
  | 'errors'
  | 'redis_connections'
  | 'redis_memory'
  | 'process_memory'
  | 'event_loop'
  | 'disk_free'
  | 'janitor';

export type AlertSeverity = 'ok' | 'warning' | 'critical';

export interface Alert {
  readonly name: AlertName;
  readonly severity: AlertSeverity;
  /** When the severity last changed. */
  readonly since: string;
  /** Null when it is not known now; the severity then stays as it was. */
  readonly value: number | null;
  readonly unit: string;
  readonly levels: AlertLevels;
  /** The value and its levels in a sentence. */
  readonly text: string;
}

export interface AlertLevels {
  readonly warning: number;
  readonly critical: number;
}

/** From when on an alert is given; `off`: never. */
export type AlertSetting = AlertLevels | 'off';

/** `GET /alert-levels`, and the answer to a change: the alerts that this server can give. */
export interface AlertLevelsReply {
  readonly alerts: readonly AlertChoice[];
}

export interface AlertChoice {
  readonly name: AlertName;
  readonly unit: string;
  /** On which side of a level it is bad. */
  readonly worse: 'above' | 'below';
  /** What holds now. */
  readonly setting: AlertSetting;
  /** What the server was started with, and what holds when nobody has chosen anything else. */
  readonly started: AlertSetting;
  /** Whether somebody has chosen what holds, though it may be the same. */
  readonly isChosen: boolean;
}

/** `PATCH /alert-levels`: the alerts to change; null for what the server was started with. */
export interface AlertLevelChanges {
  readonly levels: Readonly<Partial<Record<AlertName, AlertSetting | null>>>;
}

/** One moment of the history. Null: not known, or not of this kind of store. */
export interface SystemSample {
  readonly at: string;
  readonly eventsPerSecond: number;
  readonly requestsPerSecond: number;
  readonly errorPercent: number | null;
  readonly connections: number;
  readonly viewers: number;
  readonly residentBytes: number;
  readonly eventLoopDelayP99Ms: number;
  readonly eventLoopUtilisation: number;
  readonly redisConnections: number | null;
  readonly redisMemoryBytes: number | null;
  readonly logBytes: number | null;
  readonly diskFreeBytes: number | null;
}
