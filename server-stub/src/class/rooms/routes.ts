import type { FastifyInstance } from 'fastify';
import { LIMITS, type RoomPlan } from '../../../../src/protocol';
import type { ClassDirectory } from '../classes/class-directory';
import { type ClassParams, requireClass } from '../classes/routes';
import { HttpProblem } from '../../http/problem';
import type { Rooms } from '../registry/rooms';
import { checkRoomPlan } from './check-rooms';

/** A place with the longest of names, every letter of which may travel as `\uXXXX`. */
const PLACE_BYTES = LIMITS.teamLength * 6 + 100;
const ROOM_BYTES = LIMITS.roomPlanBytes + LIMITS.roomPlaces * PLACE_BYTES + 1024;
/** As many rooms as there may be, each as large as it may be. */
const ROOMS_BODY_BYTES = LIMITS.rooms * ROOM_BYTES;

const PLACE_FIELDS = { team: true, x: true, y: true } as const;
const ROOM_FIELDS = {
  revision: true,
  rooms: { $list: { id: true, name: true, plan: true, places: { $list: PLACE_FIELDS } } },
} as const;

/** `GET` and `PUT /classes/{id}/rooms`. */
export function roomRoutes(app: FastifyInstance, rooms: Rooms, directory: ClassDirectory): void {
  const path = '/classes/:classId/rooms';

  app.get<{ Params: ClassParams }>(path, { config: { right: 'class.watch' } }, async (request): Promise<RoomPlan> => {
    const { id } = await requireClass(directory, request.params.classId);
    return rooms.get(id);
  });

  app.put<{ Params: ClassParams }>(
    path,
    { config: { right: 'class.change', audit: 'rooms.changed', knows: { body: ROOM_FIELDS } }, bodyLimit: ROOMS_BODY_BYTES },
    async (request): Promise<RoomPlan> => {
      const { id } = await requireClass(directory, request.params.classId);
      const plan = readRoomPlan(request.body);
      if (!(await rooms.replace(id, plan))) {
        throw new HttpProblem(
          'rooms_changed',
          'Somebody else has changed the rooms since you read them. Read them again, then make your change.',
        );
      }
      return { ...plan, revision: plan.revision + 1 };
    },
  );
}

function readRoomPlan(body: unknown): RoomPlan {
  const checked = checkRoomPlan(body);
  if (!checked.ok) {
    throw new HttpProblem('invalid', 'The rooms cannot be used; nothing was changed.', { errors: checked.errors });
  }
  return checked.value;
}
