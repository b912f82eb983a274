import type { Room } from '../../../../../src/protocol';
import { freeCells, intoRoom, nearestFreeCell, type Point } from './grid';

/** One edit of the rooms. Edits are kept until saved, so that they can be reapplied on top of somebody else's. */
export type RoomEdit =
  | { readonly kind: 'add'; readonly roomId: string; readonly name: string }
  | { readonly kind: 'remove'; readonly roomId: string }
  | { readonly kind: 'rename'; readonly roomId: string; readonly name: string }
  /** `plan` undefined: a grid again. */
  | { readonly kind: 'plan'; readonly roomId: string; readonly plan: string | undefined }
  /** A team sits in one room at most. */
  | { readonly kind: 'place'; readonly roomId: string; readonly team: string; readonly at: Point }
  | { readonly kind: 'unplace'; readonly team: string }
  /** Teams without a place get the free cells, in the order given. */
  | { readonly kind: 'fill'; readonly roomId: string; readonly teams: readonly string[] };

/** The rooms after a change. One in a room that is no longer there changes nothing. */
export function applyEdit(rooms: readonly Room[], edit: RoomEdit): readonly Room[] {
  switch (edit.kind) {
    case 'add':
      return rooms.some(({ id }) => id === edit.roomId) ? rooms : [...rooms, { id: edit.roomId, name: edit.name, places: [] }];
    case 'remove':
      return rooms.filter(({ id }) => id !== edit.roomId);
    case 'rename':
      return change(rooms, edit.roomId, room => ({ ...room, name: edit.name }));
    case 'plan':
      return change(rooms, edit.roomId, room => withPlan(room, edit.plan));
    case 'place':
      return rooms.some(({ id }) => id === edit.roomId)
        ? change(without(rooms, [edit.team]), edit.roomId, room => seat(room, edit.team, edit.at))
        : rooms;
    case 'unplace':
      return without(rooms, [edit.team]);
    case 'fill':
      return fill(rooms, edit.roomId, edit.teams);
  }
}

/** Teams that sit in no room. */
export function withoutPlace(teams: readonly string[], rooms: readonly Room[]): readonly string[] {
  const placed = new Set(rooms.flatMap(({ places }) => places.map(({ team }) => team)));
  return teams.filter(team => !placed.has(team));
}

function change(rooms: readonly Room[], roomId: string, of: (room: Room) => Room): readonly Room[] {
  return rooms.map(room => (room.id === roomId ? of(room) : room));
}

function withPlan({ id, name, places }: Room, plan: string | undefined): Room {
  return { id, name, ...(plan !== undefined && { plan }), places };
}

function seat(room: Room, team: string, at: Point): Room {
  const point = room.plan === undefined ? nearestFreeCell(at, room.places) : intoRoom(at);
  return { ...room, places: [...room.places, { team, ...point }] };
}

function without(rooms: readonly Room[], teams: readonly string[]): readonly Room[] {
  return rooms.map(room =>
    room.places.some(({ team }) => teams.includes(team))
      ? { ...room, places: room.places.filter(({ team }) => !teams.includes(team)) }
      : room,
  );
}

function fill(rooms: readonly Room[], roomId: string, teams: readonly string[]): readonly Room[] {
  const waiting = withoutPlace(teams, rooms);
  return change(rooms, roomId, room => {
    const cells = freeCells(room.places);
    const added = waiting.slice(0, cells.length).map((team, index) => ({ team, x: 0.5, y: 0.5, ...cells[index] }));
    return { ...room, places: [...room.places, ...added] };
  });
}
