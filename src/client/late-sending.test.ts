import { describe, expect, it } from 'vitest';
import { LatePart } from '../platform/late-part';
import { ada, useClientRig } from './fixtures/client-rig';
import { CADENCE_MS } from './fixtures/far-end';
import { Reporter, Session } from './sending/sending';

const rig = useClientRig();

/** What sends, which cannot be had until `serve`. */
function unserved() {
  let isServed = false;
  let asked = 0;
  const load = () => {
    asked += 1;
    return isServed ? Promise.resolve({ Reporter, Session, transport: rig.server }) : Promise.reject(new Error('Loading chunk 3 failed'));
  };
  const part = new LatePart({ load, sleep: (ms, signal) => rig.clock.sleep(ms, signal), logger: { warnOnce: () => undefined } });
  return {
    part,
    asked: () => asked,
    serve: async () => {
      isServed = true;
      await rig.clock.advance(CADENCE_MS * 5);
    },
  };
}

const open = (part: ReturnType<typeof unserved>['part']) => rig.openPage(undefined, ada, part);

describe('a page in which what sends is missing', () => {
  it('keeps what is recorded, and reports it in its order once that is there', async () => {
    const { part, serve } = unserved();
    const client = open(part);
    await rig.record(client, 1, 2);
    expect(client.status).toMatchObject({ phase: 'offline', trouble: { kind: 'part_missing' }, waiting: 2 });
    await serve();
    await rig.record(client, 3);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(['1', '2', '3']);
    expect(rig.server.marks.size).toBe(1);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0 });
  });

  it('asks for the name that the student asked for meanwhile', async () => {
    const { part, serve } = unserved();
    open(part).askForName();
    await rig.clock.advance(100);
    await serve();
    expect(rig.server.askedFor).toEqual([true]);
  });

  it('does not ask for it in the name of who came after them', async () => {
    const { part, serve } = unserved();
    const client = open(part);
    client.askForName();
    await rig.clock.advance(100);
    client.configure({ ...ada, studentId: 'ben' });
    await serve();
    expect(rig.server.askedFor).toEqual([false]);
  });

  it('lets the student leave at once, and then reports nothing', async () => {
    const { part, serve } = unserved();
    const client = open(part);
    await rig.record(client, 1);
    const leaving = client.exit.leave();
    await rig.clock.advance(100);
    await leaving;
    await serve();
    expect(client.status).toMatchObject({ phase: 'not_joined', waiting: 0 });
    expect([rig.server.enrolments, rig.server.log]).toEqual([0, []]);
  });

  it('says why it cannot have the class’s record deleted, and stays in the class', async () => {
    const { part, serve } = unserved();
    const client = open(part);
    await rig.record(client, 1);
    const erasing = client.exit.eraseAndLeave();
    await rig.clock.advance(100);
    expect(await erasing).toEqual({ kind: 'part_missing' });
    await serve();
    expect(rig.server.log).toEqual(['1']);
  });
});

describe('what sends', () => {
  it('is not asked for by a page whose student is in no class', async () => {
    const { part, asked } = unserved();
    rig.openPage(undefined, null, part);
    await rig.clock.advance(CADENCE_MS * 5);
    expect(asked()).toBe(0);
  });
});
