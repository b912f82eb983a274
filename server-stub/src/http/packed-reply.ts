import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The best first. Each in a thread of its own; the level beyond which a few bytes less cost much time. */
const PACKERS: Readonly<Record<string, (text: Buffer) => Promise<Buffer>>> = {
  br: text =>
    promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }),
  gzip: text => promisify(gzip)(text),
};
/** What fits into one packet is there as soon as it is. */
const MIN_BYTES = 1400;

/** Answers with a long JSON text, compressed for those who take that. Not for what is asked for again and again: how long it is, packed, says something of what is in it. */
export async function sendPacked(request: FastifyRequest, reply: FastifyReply, json: string): Promise<FastifyReply> {
  const text = Buffer.from(json);
  void reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding');
  const coding = text.length < MIN_BYTES ? undefined : chooseCoding(request.headers['accept-encoding'] ?? '');
  const pack = coding === undefined ? undefined : PACKERS[coding];
  return pack === undefined ? reply.send(text) : reply.header('content-encoding', coding).send(await pack(text));
}

function chooseCoding(accepted: string): string | undefined {
  const names = accepted
    .toLowerCase()
    .split(',')
    .map(each => each.split(';').map(part => part.trim()))
    .filter(([, weight = '']) => !/^q=0(?:\.0*)?$/u.test(weight))
    .map(([name]) => name);
  const taken = new Set(names);
  return Object.keys(PACKERS).find(coding => taken.has(coding));
}
