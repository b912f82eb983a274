import { Gauge, type Registry } from 'prom-client';
import type { RedisFigures, RedisServerFigures, SqliteFigures, StoreFigures } from '../../../../src/protocol';

/** A store's figures as gauges, made when the store first tells some. All processes share the store, so of several values the highest stands. */
export class StoreMetrics {
  readonly #registry: Registry;
  readonly #isUp: Gauge;
  #sqlite: SqliteGauges | undefined;
  #redis: RedisGauges | undefined;

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#isUp = new Gauge({
      name: 'cell_monitor_log_up',
      help: 'Whether the log could take events when it was last tried: 1 or 0; of several processes the worst.',
      aggregator: 'min',
      registers: [registry],
    });
    this.#isUp.set(1);
  }

  note(figures: StoreFigures, isUp: boolean): void {
    this.#isUp.set(isUp ? 1 : 0);
    if (figures.kind === 'sqlite') {
      this.#sqlite ??= new SqliteGauges(this.#registry);
      this.#sqlite.note(figures);
    } else {
      this.#redis ??= new RedisGauges(this.#registry);
      this.#redis.note(figures);
    }
  }
}

class SqliteGauges {
  readonly #logBytes: Gauge<'part'>;
  readonly #diskFree: Gauge;
  readonly #diskSize: Gauge;

  constructor(registry: Registry) {
    const shared = { aggregator: 'max' as const, registers: [registry] };
    this.#logBytes = new Gauge({
      ...shared,
      name: 'cell_monitor_log_bytes',
      help: 'Size of the SQLite log: its database and its write-ahead log.',
      labelNames: ['part'],
    });
    this.#diskFree = new Gauge({ ...shared, name: 'cell_monitor_disk_free_bytes', help: "Room on the SQLite log's disk." });
    this.#diskSize = new Gauge({ ...shared, name: 'cell_monitor_disk_size_bytes', help: "Size of the SQLite log's disk." });
  }

  note({ databaseBytes, walBytes, disk }: SqliteFigures): void {
    this.#logBytes.set({ part: 'database' }, databaseBytes ?? 0);
    this.#logBytes.set({ part: 'wal' }, walBytes ?? 0);
    this.#diskFree.set(disk?.freeBytes ?? 0);
    this.#diskSize.set(disk?.sizeBytes ?? 0);
  }
}

/** Name, meaning and origin of Redis's own figures. 0 while it does not answer. */
const REDIS_GAUGES: readonly (readonly [string, string, (server: RedisServerFigures) => number | null])[] = [
  ['cell_monitor_redis_connections', 'Connections of all clients of Redis.', server => server.connections],
  ['cell_monitor_redis_max_connections', "Redis's maxclients.", server => server.maxConnections],
  ['cell_monitor_redis_memory_bytes', 'Memory that Redis uses.', server => server.usedMemoryBytes],
  ['cell_monitor_redis_max_memory_bytes', "Redis's maxmemory; 0 for no limit.", server => server.maxMemoryBytes],
  ['cell_monitor_redis_commands_per_second', 'Commands that Redis runs.', server => server.commandsPerSecond],
  ['cell_monitor_redis_evicted_keys', 'Keys that Redis threw away since its start.', server => server.evictedKeys],
  ['cell_monitor_redis_rejected_connections', 'Connections that Redis turned away since its start.', server => server.rejectedConnections],
];

class RedisGauges {
  readonly #ownConnections: Gauge;
  readonly #server: readonly (readonly [Gauge, (server: RedisServerFigures) => number | null])[];

  constructor(registry: Registry) {
    const registers = [registry];
    this.#ownConnections = new Gauge({
      name: 'cell_monitor_redis_own_connections',
      help: 'Connections to Redis that this server holds, all processes together.',
      registers,
    });
    this.#server = REDIS_GAUGES.map(([name, help, read]) => [new Gauge({ name, help, aggregator: 'max', registers }), read]);
  }

  note({ ownConnections, server }: RedisFigures): void {
    this.#ownConnections.set(ownConnections);
    for (const [gauge, read] of this.#server) {
      gauge.set((server === null ? null : read(server)) ?? 0);
    }
  }
}
