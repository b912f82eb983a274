import { describe, expect, it } from 'vitest';
import type { Room } from '../../../../../src/protocol';
import { freeCells, GRID, nearestFreeCell, stepPoint } from './grid';
import { applyEdit, type RoomEdit, withoutPlace } from './room-edit';

const cell = (index: number): { readonly x: number; readonly y: number } => ({ x: NaN, y: NaN, ...freeCells([])[index] });
const PLAN = 'data:image/png;base64,AA==';
const HALL: Room = { id: 'hall', name: 'Hall', places: [{ team: 'A', ...cell(0) }] };
const LAB: Room = { id: 'lab', name: 'Lab', plan: PLAN, places: [{ team: 'B', x: 0.3, y: 0.3 }] };
const after = (...edits: readonly RoomEdit[]): readonly Room[] => edits.reduce<readonly Room[]>(applyEdit, [HALL, LAB]);
const placeOf = (rooms: readonly Room[], team: string): unknown =>
  rooms.flatMap(({ id, places }) => places.filter(place => place.team === team).map(({ x, y }) => [id, x, y]));

describe('an edit of the rooms', () => {
  it('moves a team from room to room, and leaves it in one only', () => {
    expect(placeOf(after({ kind: 'place', roomId: 'lab', team: 'A', at: { x: 0.71, y: 0.2 } }), 'A')).toEqual([['lab', 0.71, 0.2]]);
  });

  it('puts a team on the nearest free cell of a room without a plan', () => {
    const rooms = after({ kind: 'place', roomId: 'hall', team: 'B', at: { x: 0.04, y: 0.06 } });
    expect(placeOf(rooms, 'B')).toEqual([['hall', cell(1).x, cell(1).y]]);
  });

  it('keeps a team inside the room', () => {
    expect(placeOf(after({ kind: 'place', roomId: 'lab', team: 'B', at: { x: 1.4, y: -0.2 } }), 'B')).toEqual([['lab', 1, 0]]);
  });

  it('takes a team out, renames, adds and removes rooms', () => {
    const rooms = after(
      { kind: 'unplace', team: 'A' },
      { kind: 'rename', roomId: 'hall', name: 'Great hall' },
      { kind: 'add', roomId: 'new', name: 'Annexe' },
      { kind: 'remove', roomId: 'lab' },
    );
    expect(rooms).toEqual([
      { id: 'hall', name: 'Great hall', places: [] },
      { id: 'new', name: 'Annexe', places: [] },
    ]);
  });

  it('puts a plan under a room, and takes it away', () => {
    expect(after({ kind: 'plan', roomId: 'hall', plan: PLAN })[0]).toEqual({ ...HALL, plan: PLAN });
    expect('plan' in (after({ kind: 'plan', roomId: 'lab', plan: undefined })[1] ?? {})).toBe(false);
  });

  it('in a room that somebody else removed changes nothing', () => {
    const rooms = after(
      { kind: 'place', roomId: 'gone', team: 'A', at: { x: 0.5, y: 0.5 } },
      { kind: 'rename', roomId: 'gone', name: 'x' },
    );
    expect(rooms).toEqual([HALL, LAB]);
  });

  it('gives every team without a place one of its own', () => {
    const teams = Array.from({ length: 100 }, (_, index) => `Team ${String(index)}`);
    const rooms = after({ kind: 'fill', roomId: 'hall', teams: [...teams, 'B'] });
    expect(withoutPlace(teams, rooms)).toEqual([]);
    expect(new Set(rooms[0]?.places.map(({ x, y }) => `${String(x)} ${String(y)}`)).size).toBe(101);
    expect(placeOf(rooms, 'B')).toEqual([['lab', 0.3, 0.3]]);
  });
});

describe('a step with an arrow key', () => {
  const corner = cell(0);

  it('goes to the next free cell', () => {
    const to = stepPoint('ArrowRight', corner, false, [{ team: 'C', ...cell(1) }]);
    expect(to?.x).toBeCloseTo(cell(2).x);
    expect(to?.y).toBe(cell(2).y);
  });

  it('ends at the wall', () => expect(stepPoint('ArrowLeft', corner, false, [])).toEqual(corner));

  it('is small on a plan', () => expect(stepPoint('ArrowDown', { x: 0.5, y: 0.5 }, true, [])).toEqual({ x: 0.5, y: 0.525 }));

  it('is none with other keys', () => expect(stepPoint('a', corner, false, [])).toBeUndefined());
});

describe('a room that is full', () => {
  it('still takes a team, where it was dropped', () => {
    const rooms = Array.from({ length: GRID.columns * GRID.rows }, (_, index) => String(index));
    const full = applyEdit([{ id: 'r', name: 'R', places: [] }], { kind: 'fill', roomId: 'r', teams: rooms })[0];
    expect(nearestFreeCell({ x: 0.2, y: 0.9 }, full?.places ?? [])).toEqual({ x: 0.2, y: 0.9 });
  });
});
