import type { RedisKeys } from '../../databases/redis/redis-keys';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';
import { AUDIT_ENTRIES_KEPT, type AuditRecord, type AuditTrail, type KeptAudit } from './audit-trail';

const FIELD = 'entry';
const TRIM = { strategy: 'MAXLEN', strategyModifier: '=', threshold: AUDIT_ENTRIES_KEPT } as const;

/** The audit trail as a stream in Redis. */
export class RedisAudit implements AuditTrail {
  readonly #redis: RedisTopology;
  readonly #key: string;

  constructor(redis: RedisTopology, keys: RedisKeys) {
    this.#redis = redis;
    this.#key = keys.audit;
  }

  async append(record: AuditRecord): Promise<void> {
    await this.#redis.run(this.#key, client => client.xAdd(this.#key, '*', { [FIELD]: JSON.stringify(record) }, { TRIM }));
  }

  async read(limit: number, before?: string): Promise<readonly KeptAudit[]> {
    const end = before === undefined ? '+' : `(${before}`;
    const entries = await this.#redis.run(this.#key, client => client.xRevRange(this.#key, end, '-', { COUNT: limit }));
    return (entries ?? []).map(({ id, message }) => ({ ...(JSON.parse(message[FIELD] ?? '') as AuditRecord), id }));
  }
}
