import type { AppendResult, BatchAppend, ErasedBefore, EventLog, Position } from './event-log';

/** A log before another one, to which it passes on whatever it does not do itself. */
export abstract class PassingLog implements EventLog {
  constructor(protected readonly log: EventLog) {}

  append(classId: string, batch: BatchAppend): Promise<AppendResult | ErasedBefore> {
    return this.log.append(classId, batch);
  }

  appendEntries(...args: Parameters<EventLog['appendEntries']>): Promise<Position> {
    return this.log.appendEntries(...args);
  }

  highWaterMark(...args: Parameters<EventLog['highWaterMark']>): Promise<number> {
    return this.log.highWaterMark(...args);
  }

  sources(classId: string): ReturnType<EventLog['sources']> {
    return this.log.sources(classId);
  }

  read(...args: Parameters<EventLog['read']>): ReturnType<EventLog['read']> {
    return this.log.read(...args);
  }

  readAt(...args: Parameters<EventLog['readAt']>): ReturnType<EventLog['readAt']> {
    return this.log.readAt(...args);
  }

  onGrowth(listener: (classId: string) => void): () => void {
    return this.log.onGrowth(listener);
  }

  check(): Promise<void> {
    return this.log.check();
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
