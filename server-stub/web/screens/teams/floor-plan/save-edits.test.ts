import { describe, expect, it } from 'vitest';
import type { Room } from '../../../../../src/protocol';
import { FakeApi } from '../../../testing/fake-api';
import { saveEdits } from './save-edits';

const LAB: Room = { id: 'lab', name: 'Lab', plan: 'data:image/png;base64,AA==', places: [] };

function openServer(): FakeApi {
  const api = new FakeApi();
  api.hasSession = true;
  api.rooms = { revision: 7, rooms: [LAB] };
  return api;
}

describe('saving the rooms', () => {
  it('counts one revision on', async () => {
    const api = openServer();
    const { outcome, isMerged } = await saveEdits(api, 'c1', api.rooms, [
      { kind: 'place', roomId: 'lab', team: 'A', at: { x: 0.2, y: 0.3 } },
    ]);
    expect(outcome).toEqual({ ok: true, value: { revision: 8, rooms: [{ ...LAB, places: [{ team: 'A', x: 0.2, y: 0.3 }] }] } });
    expect(isMerged).toBe(false);
  });

  it('keeps what somebody else saved meanwhile', async () => {
    const api = openServer();
    const seen = api.rooms;
    await saveEdits(api, 'c1', seen, [{ kind: 'rename', roomId: 'lab', name: 'Laboratory' }]);
    const { outcome, isMerged } = await saveEdits(api, 'c1', seen, [{ kind: 'place', roomId: 'lab', team: 'A', at: { x: 0.2, y: 0.3 } }]);
    expect(outcome.ok && outcome.value).toMatchObject({ revision: 9, rooms: [{ name: 'Laboratory', places: [{ team: 'A' }] }] });
    expect(isMerged).toBe(true);
  });

  it('gives the edits back when the server cannot be reached', async () => {
    const api = openServer();
    api.isReachable = false;
    const { base, outcome } = await saveEdits(api, 'c1', api.rooms, [{ kind: 'remove', roomId: 'lab' }]);
    expect(outcome.ok).toBe(false);
    expect(base.revision).toBe(7);
  });
});
