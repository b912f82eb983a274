/** The limits of protocol version 1, shared by the client that plans batches and the server that admits them. */

export const PROTOCOL_VERSION = 1;

/** Every path of the protocol starts with this. */
export const API_PREFIX = '/api/v1';

const KIB = 1024;

export const LIMITS = {
  /** Events in one batch. */
  batchEvents: 500,
  /** Bytes of one batch's body as it travels. */
  batchBytes: 256 * KIB,
  /** Bytes of one batch's body after gunzip. */
  inflatedBatchBytes: 1024 * KIB,
  /** Events of one source: a page load does not record so many in a month. What claims more is malformed. */
  sourceEvents: 10_000_000,
  /** Events that one `lost` range may stand for. */
  lostEvents: 1_000_000,
  /** UTF-8 bytes of one event's JSON. */
  eventBytes: 16 * KIB,
  /** Nested objects and arrays in one event; deeper ones cannot be serialised safely. */
  eventDepth: 64,
  /** Characters of an event type. */
  typeLength: 64,
  /** Characters of a notebook's path that are read. */
  pathLength: 400,
  /** Results of checks that one run can tell. */
  checksPerRun: 20,
  /** Checks of one exercise that count. */
  checksPerExercise: 50,
  /** Notebooks that a class can have uploaded, exercises of one, and characters of an exercise's name or title. */
  plannedNotebooks: 60,
  plannedExercises: 200,
  exerciseNameLength: 200,
  /** Characters of a notebook's file name, and bytes of a whole plan's JSON: it is read with its class. */
  fileNameLength: 255,
  planBytes: 512 * KIB,
  /** Hashes in a policy: it travels to every student. */
  placeholders: 500,
  studentIdLength: 64,
  displayNameLength: 80,
  teamLength: 64,
  joinCodeLength: 64,
  classNameLength: 120,
  /** Teams that a class can offer to choose from. */
  listedTeams: 100,
  /** Characters of the id of a help request or of a message. */
  idLength: 128,
  /** Characters of a message to students, and of a student's question. */
  messageLength: 1000,
  questionLength: 500,
  /** Characters of what an instructor notes of a visit. */
  noteLength: 200,
  /** Error groups, exercises and messages in a class's state. */
  errorGroups: 100,
  exercises: 500,
  messagesShown: 30,
  /** Rooms of a class, teams that have a place in one, and characters of the URL that holds its picture. */
  rooms: 12,
  roomPlaces: 300,
  roomPlanBytes: 512 * KIB,
  roomIdLength: 64,
  roomNameLength: 60,
  /** Failing runs in a row from which on a class can have a student show. */
  maxErrorStreak: 20,
  /** The slowest and the fastest cadence that a policy may ask for, in milliseconds. */
  minCadenceMs: 200,
  maxCadenceMs: 600_000,
  /** Words that a class may have masked besides what every class has, and characters of one. */
  maskWords: 20,
  maskWordLength: 64,
  /** The longest that a policy may promise to keep a class's record: a hundred years, which is to say for good. */
  maxRetentionDays: 36_525,
} as const;
