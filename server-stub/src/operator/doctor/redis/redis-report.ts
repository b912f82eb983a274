import type { RedisInfo } from '../../../databases/redis/redis-info';
import type { Finding } from '../finding';

/** What one Redis server said of itself. */
export interface RedisReport {
  /** Where it is, without user and password. */
  readonly address: string;
  readonly info: RedisInfo;
  /** Undefined: this user may not read it. */
  readonly configuration: RedisConfiguration | undefined;
  /** By how much its clock is ahead of ours, in milliseconds, give or take half a round trip. */
  readonly clockAheadMs: number;
  /** Round trips of some pings, in milliseconds. */
  readonly pingsMs: readonly number[];
  /** Why a small write was refused; undefined when it was taken. */
  readonly writeFailure: string | undefined;
  /** Why its wake-ups cannot be heard; undefined when they can, or the server would listen otherwise. */
  readonly hearFailure: string | undefined;
}

/** A few of Redis's own settings, by the names that it gives them. */
export interface RedisConfiguration {
  readonly appendfsync: string | undefined;
  /** Seconds after which an idle connection is closed; 0 for never. */
  readonly timeout: number | undefined;
  /** When it takes snapshots; empty for never. */
  readonly save: string | undefined;
}

/** What this server will ask of Redis. */
export interface RedisNeeds {
  /** Connections of all workers of this server together. */
  readonly connections: number;
  /** A cluster publishes by shard, which Redis can from version 7 on. */
  readonly isCluster: boolean;
}

/** What is to be said about one side of a Redis server. Pure. */
export type RedisRule = (report: RedisReport, needs: RedisNeeds) => readonly Finding[];

/** Of each worker: one for commands, and one for wake-ups. */
export const CONNECTIONS_TO_A_MASTER = 2;
