import { expect, it } from 'vitest';
import type { Room } from '../../../src/protocol';
import type { Rooms } from '../../src/class/registry/rooms';

const hall: Room = { id: 'hall', name: '大教室 <b>', places: [{ team: "'; DROP TABLE rooms", x: 0.25, y: 1 }] };
const attic: Room = { id: 'attic', name: 'Attic', plan: `data:image/png;base64,${'A'.repeat(500_000)}`, places: [] };

/** What every store does for the rooms of classes. */
export function describeRooms(rooms: () => Rooms): void {
  it('starts with none, and gives back what was put, with the next revision', async () => {
    expect(await rooms().get('python')).toEqual({ revision: 0, rooms: [] });
    expect(await rooms().replace('python', { revision: 0, rooms: [hall, attic] })).toBe(true);
    expect(await rooms().get('python')).toEqual({ revision: 1, rooms: [hall, attic] });
    expect(await rooms().get('statistics')).toEqual({ revision: 0, rooms: [] });
    expect(await rooms().replace('python', { revision: 1, rooms: [] })).toBe(true);
    expect(await rooms().get('python')).toEqual({ revision: 2, rooms: [] });
  });

  it("keeps another's change: rooms of an older or an invented revision are refused", async () => {
    await rooms().replace('python', { revision: 0, rooms: [hall] });
    for (const revision of [0, 2, 7]) {
      expect(await rooms().replace('python', { revision, rooms: [attic] })).toBe(false);
    }
    expect(await rooms().replace('statistics', { revision: 1, rooms: [attic] })).toBe(false);
    expect(await rooms().get('python')).toEqual({ revision: 1, rooms: [hall] });
  });

  it('takes one of several changes that are made at the same time', async () => {
    const changes = Array.from({ length: 10 }, (_, index) => ({ ...hall, id: String(index) }));
    const outcomes = await Promise.all(changes.map(room => rooms().replace('python', { revision: 0, rooms: [room] })));

    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await rooms().get('python')).toEqual({ revision: 1, rooms: [changes[outcomes.indexOf(true)]] });
  });
}
