import type { IncomingMessage, ServerResponse } from 'node:http';
import { startPlainProxy } from '../../support/plain-proxy';

/** What becomes of the live feed on its way: all is held until it ends; it is cut after a second; it gets through. */
export type Treatment = 'holds' | 'cuts' | 'passes';

export interface FeedProxy {
  /** Without a trailing slash. */
  readonly url: string;
  /** Treats feeds otherwise from now on, and ends those that are under way, as a proxy does that is set up anew. */
  treat(treatment: Treatment): void;
  readonly close: () => void;
}

const CUT_AFTER_MS = 1000;

/** A proxy between a browser and a class server that spoils the live feed, and nothing else. */
export async function startFeedProxy(target: string, first: Treatment): Promise<FeedProxy> {
  let treatment = first;
  const underWay = new Map<ServerResponse, () => void>();
  const proxy = await startPlainProxy(target, (reply, answer) => {
    if (reply.headers['content-type']?.startsWith('text/event-stream') === true) {
      underWay.set(answer, SEND[treatment](reply, answer));
      answer.on('close', () => underWay.delete(answer));
    } else {
      reply.pipe(answer);
    }
  });
  return {
    url: proxy.url,
    treat(next) {
      treatment = next;
      underWay.forEach(end => end());
    },
    close: proxy.close,
  };
}

/** @returns ends it */
type Send = (reply: IncomingMessage, answer: ServerResponse) => () => void;

const pass: Send = (reply, answer) => {
  reply.pipe(answer);
  return () => answer.destroy();
};

const SEND: Readonly<Record<Treatment, Send>> = {
  passes: pass,
  cuts(reply, answer) {
    const end = pass(reply, answer);
    setTimeout(end, CUT_AFTER_MS);
    return end;
  },
  // Not even the status is sent before.
  holds(reply, answer) {
    const held: Buffer[] = [];
    const end = (): void => void answer.end(Buffer.concat(held));
    reply.on('data', (part: Buffer) => held.push(part)).on('end', end);
    return end;
  },
};
