import { describe, expect, it } from 'vitest';
import { createIndexedDbOutbox } from '../../outbox/indexed-db';
import { useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS, accepted } from '../fixtures/far-end';

const rig = useClientRig();

describe('when the server has less than it said', () => {
  it('goes back and sends the lost tail again', async () => {
    const client = rig.openPage();
    await rig.record(client, 1, 2, 3);
    await rig.clock.advance(CADENCE_MS);
    const [sid = ''] = rig.server.marks.keys();
    rig.server.marks.set(sid, 1);
    rig.server.log.length = 1;
    await rig.clock.advance(CADENCE_MS);
    await rig.record(client, 4);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(['1', '2', '3', '4']);
  });

  it('delivers everything it still holds to a server with an empty log', async () => {
    const client = rig.openPage();
    await rig.record(client, 1, 2, 3);
    await rig.clock.advance(CADENCE_MS);
    rig.server.marks.clear();
    rig.server.log.length = 0;
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log).toEqual(['1', '2', '3']);
    expect(client.status.waiting).toBe(0);
  });

  it('never believes a mark above what it has sent', async () => {
    const client = rig.openPage();
    rig.server.faults.push(accepted(1_000));
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    await rig.record(client, 2, 3);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log).toEqual(expect.arrayContaining(['2', '3']));
  });

  it('keeps what a closed page delivered for ten minutes more, whatever the clock of the next page says', async () => {
    const client = rig.openPage();
    await rig.record(client, 1, 2);
    await rig.clock.advance(CADENCE_MS);
    await client.dispose();
    rig.clock.stepWall(86_400_000);
    rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    const kept = createIndexedDbOutbox(rig.factory, 'ada');
    const [source] = await kept.sources();
    expect(await kept.peek(source?.sid ?? '', 0, 10)).toHaveLength(2);
  });

  it('lets go of acknowledged events after ten minutes', async () => {
    const outbox = createIndexedDbOutbox(rig.factory, 'ada');
    const client = rig.openPage(outbox);
    await rig.record(client, 1, 2);
    await rig.clock.advance(CADENCE_MS);
    const [source] = await outbox.sources();
    expect(await outbox.peek(source?.sid ?? '', 0, 10)).toHaveLength(2);
    await rig.clock.advance(660_000);
    expect(await outbox.peek(source?.sid ?? '', 0, 10)).toHaveLength(0);
    await rig.record(client, 3);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log).toEqual(['1', '2', '3']);
  });
});
