/** Where a team sits: the middle of its table, as shares (0 to 1) of the room's width and height. */
export interface TeamPlace {
  readonly team: string;
  readonly x: number;
  readonly y: number;
}

/** A room with its teams, over a plan that was uploaded or an empty grid. */
export interface Room {
  readonly id: string;
  readonly name: string;
  /** A `data:image/png`, `image/jpeg` or `image/webp` URL of at most `LIMITS.roomPlanBytes` characters; absent: a grid. */
  readonly plan?: string;
  readonly places: readonly TeamPlace[];
}

/** `GET` and `PUT /classes/{id}/rooms`, which answers the plan with its new revision. `revision` counts the changes; a `PUT` with an old one is `409 rooms_changed`, so that nobody's work is overwritten unseen. */
export interface RoomPlan {
  readonly revision: number;
  readonly rooms: readonly Room[];
}
