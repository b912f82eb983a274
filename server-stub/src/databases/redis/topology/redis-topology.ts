import type { RedisScript } from '../redis-script';
import type { Send } from './redis-link';

/** Hears what Redis publishes. */
export interface WakeUpListener {
  /** Something was published on the channel, or may have been while nobody listened. */
  wake(channel: string): void;
  /** Something may have been published on any channel while nobody listened. */
  wakeAll(): void;
}

/** Redis as the stores see it: the same whether it is one server, a master that sentinels watch, or a cluster. */
export interface RedisTopology {
  /**
   * Sends a command about `key` to the server that has it. Never sends it again unless the server said that it did not do it.
   * @throws LogUnavailableError when there is no good reply in time; Redis may have done it all the same
   */
  run<T>(key: string, send: Send<T>): Promise<T>;

  /**
   * Runs a script on the server that has its keys, with the same promise.
   * @throws LogUnavailableError when there is no good reply in time; Redis may have done it all the same
   */
  runScript<Parameters extends readonly unknown[], Reply>(
    script: RedisScript<Parameters, Reply>,
    ...parameters: Parameters
  ): Promise<Reply>;

  /** From now on hears this channel, through every trouble. The listener is woken after every gap, and as soon as the channel is heard. */
  hear(channel: string): void;

  /** Connections that are open now. */
  readonly openConnections: number;

  /** Waits for the replies that are due, but no longer than for any command. */
  close(): Promise<void>;
}
