import { parseRedisInfo } from './redis-info';

/**
 * Whether Redis still writes what it is told to its disk. One that never did was set up so; one that did and does not any more loses with its
 * next restart what the class was told is kept.
 */
export class AppendOnlyState {
  readonly #readInfo: () => Promise<string>;
  #wasOn = false;

  /** @param readInfo the section `persistence` of `INFO` */
  constructor(readInfo: () => Promise<string>) {
    this.#readInfo = readInfo;
  }

  /** @returns what happened and what to do; undefined while all is well @throws LogUnavailableError */
  async problem(): Promise<string | undefined> {
    const { isAppendOnly } = parseRedisInfo(await this.#readInfo());
    this.#wasOn ||= isAppendOnly === true;
    return this.#wasOn && isAppendOnly === false
      ? "Redis's append-only file was switched off, and its next restart loses the record: CONFIG SET appendonly yes, and in redis.conf"
      : undefined;
  }
}
