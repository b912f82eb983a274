import type { EventLog } from '../../../src/log/event-log';

/** A real log, some of whose methods a test replaces. */
export function alterLog(log: EventLog, methods: Partial<EventLog>): EventLog {
  return new Proxy(log, {
    get(target, name: keyof EventLog) {
      return methods[name] ?? (target[name] as (...args: unknown[]) => unknown).bind(target);
    },
  });
}
