/** One event of a `text/event-stream`, as the bytes that all its readers share. `json` is on one line: JSON text never holds a line break. */
export function eventFrame(id: string, event: 'snapshot' | 'delta', json: string): Buffer {
  return Buffer.from(`id: ${id}\nevent: ${event}\ndata: ${json}\n\n`);
}

/** A comment: tells proxies and the browser that the line is alive. */
export const HEARTBEAT_FRAME = Buffer.from(': alive\n\n');

/** How soon the browser comes back after the line broke. */
export function retryFrame(delayMs: number): Buffer {
  return Buffer.from(`retry: ${String(delayMs)}\n\n`);
}

/** An event's id: the `epoch` of the server's process, and the version of its view. */
export function formatEventId(epoch: string, version: number): string {
  return `${epoch}.${String(version)}`;
}

/** The version in an id of this epoch; undefined for another epoch's, a foreign one or none. */
export function parseEventId(epoch: string, id: string | undefined): number | undefined {
  const [, version] = /^[\w-]+\.(\d{1,15})$/u.exec(id ?? '') ?? [];
  return version !== undefined && id?.startsWith(`${epoch}.`) === true ? Number(version) : undefined;
}
