import { createHook } from 'node:async_hooks';
import { gzipSync } from 'node:zlib';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { readJsonBodies } from './body';

const MIB = 1024 * 1024;

/** Sends a packed text. @returns its length as it came, and in how many turns of the event loop it was unpacked */
async function unpack(text: string): Promise<{ readonly length: number; readonly turns: number }> {
  const app = fastify();
  readJsonBodies(app, { types: ['application/json'], malformed: 'invalid_request' });
  app.post('/', async ({ body }) => ({ length: (body as string).length }));
  await app.ready();
  const payload = gzipSync(JSON.stringify(text));
  const unpacking = new Set<number>();
  let turns = 0;
  const hook = createHook({
    init: (id, type) => type === 'ZLIB' && unpacking.add(id),
    before: id => (turns += Number(unpacking.has(id))),
  }).enable();
  const reply = await app.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    payload,
  });
  hook.disable();
  await app.close();
  return { length: reply.json<{ length: number }>().length, turns };
}

it.each([0, 100, 100_000, MIB - 10])('a packed body of %i characters comes as it was', async length => {
  expect((await unpack('é'.repeat(length / 2))).length).toBe(length / 2);
});

/** Random digits: what packs as badly as a body of its size may. */
it('a large one is unpacked in a few turns of the event loop, and not in one for every 16 KiB', async () => {
  const digits = Array.from({ length: MIB / 64 }, (_, index) => Math.sin(index).toString(36))
    .join('')
    .slice(0, MIB / 2);
  const { turns } = await unpack(digits);

  expect(turns).toBeGreaterThan(0);
  expect(turns).toBeLessThan(6);
});
