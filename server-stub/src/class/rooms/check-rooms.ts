import {
  type Checked,
  findNameFlaw,
  type Flaw,
  isCount,
  isObject,
  LIMITS,
  type Room,
  type RoomPlan,
  type TeamPlace,
} from '../../../../src/protocol';
import { isPicture } from './picture';

/**
 * Checks the body of `PUT /classes/{id}/rooms` and names everything that is wrong with it; unknown fields are left out of what comes back.
 */
export function checkRoomPlan(body: unknown): Checked<RoomPlan> {
  if (!isObject(body)) {
    return { ok: false, errors: [{ path: '', message: 'must be a JSON object' }] };
  }
  const { revision, rooms } = body;
  const errors: Flaw[] = isCount(revision, 0)
    ? []
    : [{ path: 'revision', message: 'must be the revision that was changed: a whole number' }];
  errors.push(...(Array.isArray(rooms) ? findListFlaws(rooms) : [{ path: 'rooms', message: 'must be an array' }]));
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value: { revision: revision as number, rooms: (rooms as Room[]).map(pickRoom) } };
}

function findListFlaws(rooms: readonly unknown[]): Flaw[] {
  if (rooms.length > LIMITS.rooms) {
    return [{ path: 'rooms', message: `must have at most ${String(LIMITS.rooms)} rooms` }];
  }
  const ids = rooms.map(room => (isObject(room) ? room['id'] : undefined));
  return rooms.flatMap((room, index) => {
    const path = `rooms[${String(index)}]`;
    const isRepeated = ids.indexOf(ids[index]) < index;
    return [...(isRepeated ? [{ path: `${path}.id`, message: 'is the id of another room' }] : []), ...findRoomFlaws(room, path)];
  });
}

function findRoomFlaws(room: unknown, path: string): Flaw[] {
  if (!isObject(room)) {
    return [{ path, message: 'must be a JSON object' }];
  }
  const { id, name, plan, places } = room;
  const flaws = [
    { path: `${path}.id`, message: findWordFlaw(id, LIMITS.roomIdLength) },
    { path: `${path}.name`, message: findWordFlaw(name, LIMITS.roomNameLength) },
    { path: `${path}.plan`, message: plan === undefined ? undefined : findPlanFlaw(plan) },
  ];
  return [...flaws.filter(isFlaw), ...findPlacesFlaws(places, `${path}.places`)];
}

function isFlaw(flaw: { readonly path: string; readonly message: string | undefined }): flaw is Flaw {
  return flaw.message !== undefined;
}

function findWordFlaw(word: unknown, limit: number): string | undefined {
  return word === '' ? 'must not be empty' : findNameFlaw(word, limit);
}

function findPlanFlaw(plan: unknown): string | undefined {
  if (typeof plan === 'string' && plan.length > LIMITS.roomPlanBytes) {
    return `must have at most ${String(LIMITS.roomPlanBytes)} characters; make the picture smaller`;
  }
  return isPicture(plan) ? undefined : 'must be a PNG, JPEG or WebP picture as a data: URL in base64';
}

function findPlacesFlaws(places: unknown, path: string): Flaw[] {
  if (!Array.isArray(places)) {
    return [{ path, message: 'must be an array' }];
  }
  if (places.length > LIMITS.roomPlaces) {
    return [{ path, message: `must have at most ${String(LIMITS.roomPlaces)} teams` }];
  }
  const teams = places.map((place: unknown) => (isObject(place) ? place['team'] : undefined));
  const known = new Set<unknown>();
  return places.flatMap((place: unknown, index) => {
    const message = known.has(teams[index]) ? 'is of a team that has a place already' : findPlaceFlaw(place);
    known.add(teams[index]);
    return message === undefined ? [] : [{ path: `${path}[${String(index)}]`, message }];
  });
}

function findPlaceFlaw(place: unknown): string | undefined {
  if (!isObject(place)) {
    return 'must be a JSON object';
  }
  const flaw = findWordFlaw(place['team'], LIMITS.teamLength);
  return flaw === undefined
    ? isShare(place['x']) && isShare(place['y'])
      ? undefined
      : 'must have x and y from 0 to 1'
    : `has a team that ${flaw}`;
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function pickRoom({ id, name, plan, places }: Room): Room {
  return { id, name, ...(plan !== undefined && { plan }), places: places.map(pickPlace) };
}

function pickPlace({ team, x, y }: TeamPlace): TeamPlace {
  return { team, x, y };
}
