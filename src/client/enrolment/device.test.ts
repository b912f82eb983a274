import { describe, expect, it } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS } from '../fixtures/far-end';

const rig = useClientRig();

describe('the device', () => {
  async function reportFromPage(): Promise<void> {
    const client = rig.openPage();
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    await client.dispose();
  }

  it('is the same after the browser has thrown the database away', async () => {
    await reportFromPage();
    rig.factory = new IDBFactory();
    await reportFromPage();
    expect(rig.server.devices).toHaveLength(2);
    expect(new Set(rig.server.devices).size).toBe(1);
  });

  it('is the one that the database names, when another was kept beside it', async () => {
    await reportFromPage();
    const [first] = rig.server.devices;
    rig.keptDevice = 'x'.repeat(22);
    await reportFromPage();
    expect(rig.keptDevice).toBe(first);
  });

  it('is a new one, when what was kept is no id', async () => {
    rig.keptDevice = 'not an id';
    await reportFromPage();
    expect(rig.server.devices[0]).toBe(rig.keptDevice);
    expect(rig.keptDevice).toMatch(/^[\w-]{22}$/u);
  });
});
