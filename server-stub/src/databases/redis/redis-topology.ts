import type { Send } from './redis-link';

/** Hears what Redis publishes. */
export interface WakeUpListener {
  /** Something was published on the channel, or may have been while nobody listened. */
  wake(channel: string): void;
  /** Something may have been published on any channel while nobody listened. */
  wakeAll(): void;
}

/** Redis as the log and the registry see it: the same whether it is one server, a master that sentinels watch, or a cluster. */
export interface RedisTopology {
  /**
   * Sends one command, or one script, about `key` to the server that has it. Never sends it again unless the server said that it did not do it.
   * @throws LogUnavailableError when there is no good reply in time; Redis may have done it all the same
   */
  run<T>(key: string, send: Send<T>): Promise<T>;

  /** From now on hears this channel, through every trouble. The listener is woken after every gap, and as soon as the channel is heard. */
  hear(channel: string): void;

  /** Connections that are open now. */
  readonly openConnections: number;

  /** Answers what was asked, but waits no longer than for any command. */
  close(): Promise<void>;
}
