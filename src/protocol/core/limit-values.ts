/** Read as `LIMITS`, one constant for each: a page takes along those it uses. */

const KIB = 1024;

/** Events in one batch. */
export const batchEvents = 500;

/** Bytes of one batch's body as it travels. */
export const batchBytes = 256 * KIB;

/** Bytes of one batch's body after gunzip. */
export const inflatedBatchBytes = 1024 * KIB;

/** Events of one source: a page load does not record so many in a month. What claims more is malformed. */
export const sourceEvents = 10_000_000;

/** Events that one `lost` range may stand for. */
export const lostEvents = 1_000_000;

/** UTF-8 bytes of one event's JSON. */
export const eventBytes = 16 * KIB;

/** Nested objects and arrays in one event; deeper ones cannot be serialised safely. */
export const eventDepth = 64;

/** Characters of an event type. */
export const typeLength = 64;

/** Characters of a notebook's path that are read. */
export const pathLength = 400;

/** Results of checks that one run can tell. */
export const checksPerRun = 20;

/** Checks of one exercise that count. */
export const checksPerExercise = 50;

/** Notebooks that a class can have uploaded, exercises of one, and characters of an exercise's name or title. */
export const plannedNotebooks = 60;
export const plannedExercises = 200;
export const exerciseNameLength = 200;

/** Characters of a notebook's file name, and bytes of a whole plan's JSON: it is read with its class. */
export const fileNameLength = 255;
export const planBytes = 512 * KIB;

/** Hashes in a policy: it travels to every student. */
export const placeholders = 500;
export const studentIdLength = 64;
export const displayNameLength = 80;
export const teamLength = 64;
export const joinCodeLength = 64;
export const classNameLength = 120;

/** Teams that a class can offer to choose from. */
export const listedTeams = 100;

/** Characters of the id of a help request or of a message. */
export const idLength = 128;

/** Characters of a message to students, and of a student's question. */
export const messageLength = 1000;
export const questionLength = 500;

/** Characters of what an instructor notes of a visit. */
export const noteLength = 200;

/** Error groups, exercises and messages in a class's state. */
export const errorGroups = 100;
export const exercises = 500;
export const messagesShown = 30;

/** Rooms of a class, teams that have a place in one, and characters of the URL that holds its picture. */
export const rooms = 12;
export const roomPlaces = 300;
export const roomPlanBytes = 512 * KIB;
export const roomIdLength = 64;
export const roomNameLength = 60;

/** Failing runs in a row from which on a class can have a student show. */
export const maxErrorStreak = 20;

/** The slowest and the fastest cadence that a policy may ask for, in milliseconds. */
export const minCadenceMs = 200;
export const maxCadenceMs = 600_000;

/** Words that a class may have masked besides what every class has, and characters of one. */
export const maskWords = 20;
export const maskWordLength = 64;

/** The longest that a policy may promise to keep a class's record: a hundred years, which is to say for good. */
export const maxRetentionDays = 36_525;
