import {
  anything,
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  dictionary,
  double,
  integer,
  nat,
  oneof,
  record,
  string,
  tuple,
  uint8Array,
} from 'fast-check';
import { LIMITS, PROTOCOL_VERSION } from '../../src/protocol';
import { hostileText } from './hostile-text';

const RANDOM_ID_BYTES = 16;
const randomId = uint8Array({ minLength: RANDOM_ID_BYTES, maxLength: RANDOM_ID_BYTES }).map(bytes =>
  Buffer.from(bytes).toString('base64url'),
);
const timestamp = integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-01-01') }).map(ms => new Date(ms).toISOString());
const jsonValue = oneof(
  hostileText,
  anything({ maxDepth: 3 }),
  double(),
  constantFrom(null, true, [], {}, -1, 0, Number.MAX_SAFE_INTEGER, 1e308),
);

const eventData = oneof(
  record(
    {
      notebook: hostileText,
      cell: record({ id: hostileText, index: nat(), exercise: hostileText }, { requiredKeys: ['id'] }),
      ok: boolean(),
      durationMs: double(),
      error: record({ name: hostileText, message: hostileText }),
      code: hostileText,
      question: hostileText,
      formerly: hostileText,
      checks: oneof(array(record({ exercise: hostileText, check: hostileText, ok: boolean() }), { maxLength: 25 }), jsonValue),
      ended: oneof(constantFrom('interrupted', 'untouched', 'kernel_died'), jsonValue),
    },
    { requiredKeys: [] },
  ),
  dictionary(hostileText, jsonValue, { maxKeys: 5 }),
);

const eventType = oneof(constantFrom('cell.executed', 'notebook.opened', 'help.requested', 'lost', 'client.started'), hostileText);

const pageState = oneof(
  record({ notebook: hostileText, cell: record({ id: hostileText, index: nat() }), forMs: double(), waiting: jsonValue }),
  jsonValue,
);

const batch = tuple(
  randomId,
  timestamp,
  array(tuple(eventType, timestamp, eventData), { maxLength: 5 }),
  record({ now: pageState, unreachable: pageState }, { requiredKeys: [] }),
).map(([sid, sentAt, events, page]) => ({
  v: PROTOCOL_VERSION,
  sid,
  oldest: 1,
  sentAt,
  events: events.map(([type, time, data], index) => ({ seq: index + 1, type, time, data })),
  ...page,
}));

const alertName = oneof(constantFrom('log', 'errors', 'disk_free', 'redis_memory'), hostileText);
const alertSetting = oneof(
  record({ warning: double({ min: -1, max: 200 }), critical: double({ min: -1, max: 200 }) }),
  constantFrom('off', null),
  jsonValue,
);

/** The protocol's messages; whatever has a name of its own in a path gets the one of that name. */
function messagesFor(joinCode: string): Readonly<Record<string, Arbitrary<object>>> {
  const name = oneof(hostileText, string({ minLength: 1, maxLength: LIMITS.displayNameLength }));
  return {
    batches: batch,
    rooms: record({
      revision: nat({ max: 3 }),
      rooms: array(
        record(
          {
            id: name,
            name,
            plan: oneof(constantFrom('data:image/png;base64,iVBORw0KGgoAAAA=', 'data:image/svg+xml;base64,PHN2Zz4='), hostileText),
            places: array(record({ team: name, x: double({ min: -1, max: 2 }), y: double() }), { maxLength: 3 }),
          },
          { requiredKeys: ['id', 'name', 'places'] },
        ),
        { maxLength: 4 },
      ),
    }),
    enrolments: record(
      { joinCode: oneof(constant(joinCode), hostileText), studentId: name, deviceId: randomId, displayName: name, team: name },
      { requiredKeys: ['joinCode', 'studentId', 'deviceId'] },
    ),
    roster: array(tuple(name, name, name), { maxLength: 5 }).map(rows => Buffer.from(['student_id,display_name,team', ...rows].join('\n'))),
    // Before the classes, whose name is in their paths.
    help: record({ status: constantFrom('open', 'claimed', 'resolved', 'done'), takeOver: boolean() }, { requiredKeys: ['status'] }),
    messages: record({
      to: oneof(
        record({ studentId: name }),
        record({ team: name }),
        constant({ all: true }),
        record({ errorGroup: hostileText }),
        jsonValue,
      ),
      text: oneof(hostileText, string({ maxLength: 2 * LIMITS.messageLength })),
    }),
    visits: record(
      { studentId: name, team: name, status: constantFrom('open', 'claimed', 'done'), takeOver: boolean() },
      { requiredKeys: ['status'] },
    ),
    classes: record(
      {
        name,
        joinCode: hostileText,
        attention: record({ errorStreak: integer() }),
        policy: record({ level: constantFrom('counts', 'full', 'all'), cadenceMs: integer() }),
      },
      { requiredKeys: [] },
    ),
    'alert-levels': record({ levels: oneof(dictionary(alertName, alertSetting, { maxKeys: 4 }), jsonValue) }),
    session: record({ token: hostileText }),
    instructors: record({ name, role: constantFrom('owner', 'assistant', 'viewer', 'root') }),
  };
}

/** A message with one field put in the place of another kind of value, or with none. */
function spoil(message: Arbitrary<object>): Arbitrary<object> {
  return tuple(message, nat(), jsonValue, boolean()).map(([sound, place, value, isDropped]) => {
    const entries = Object.entries(sound);
    const at = place % Math.max(1, entries.length);
    const changed = entries.flatMap(([key, old], index) => (index === at ? (isDropped ? [] : [[key, value]]) : [[key, old]]));
    return Object.fromEntries(changed as [string, unknown][]);
  });
}

/** Messages for a path: sound ones, nearly sound ones, those of other paths, and no message at all. */
export function messagesOf(path: string, joinCode: string): Arbitrary<unknown> {
  const known = messagesFor(joinCode);
  const own = Object.entries(known).find(([word]) => path.includes(word))?.[1];
  const others = oneof(...Object.values(known));
  return own === undefined
    ? oneof(others, jsonValue)
    : oneof({ weight: 3, arbitrary: own }, { weight: 3, arbitrary: spoil(own) }, others, jsonValue);
}
