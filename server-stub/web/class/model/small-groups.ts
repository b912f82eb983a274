/** Figures about fewer students are withheld from the room: it could tell whose they are. */
export const MIN_GROUP_SIZE = 5;
