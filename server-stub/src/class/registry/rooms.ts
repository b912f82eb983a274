import type { RoomPlan } from '../../../../src/protocol';

/** What a class has that never had any rooms. */
export const NO_ROOMS: RoomPlan = { revision: 0, rooms: [] };

/** The rooms of each class, as one text with the plans in it. Every call may throw `LogUnavailableError`. */
export interface Rooms {
  get(classId: string): Promise<RoomPlan>;
  /** Puts the rooms in place of those of `plan.revision`; atomic. Resolves to false when they were changed since, and then changes nothing. */
  replace(classId: string, plan: RoomPlan): Promise<boolean>;
}
