import { type ExportedEvent, isObject, type JsonObject } from '../../../../../src/protocol';
import { readCell, readEnd, readError, readQuestion } from '../../../live/projection/events/event-data';
import type { Described } from './described';
import { eventUuid, iriPart, OWN_NAMES } from './event-identity';
import type { EventPages } from './event-pages';
import { readResults, sharedNotebook } from './run-results';

interface Verb {
  readonly id: string;
  readonly display: { readonly 'en-US': string };
}

function verb(id: string, word: string): Verb {
  return { id, display: { 'en-US': word } };
}

const PASSED = verb('http://adlnet.gov/expapi/verbs/passed', 'passed');
const FAILED = verb('http://adlnet.gov/expapi/verbs/failed', 'failed');

/** From the vocabularies of ADL (http://adlnet.gov/expapi/verbs) and Activity Streams (http://activitystrea.ms/schema/1.0), where they have the word. */
const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['cell.executed', verb('http://adlnet.gov/expapi/verbs/attempted', 'attempted')],
  ['notebook.opened', verb('http://activitystrea.ms/schema/1.0/open', 'opened')],
  ['notebook.saved', verb('http://activitystrea.ms/schema/1.0/save', 'saved')],
  ['notebook.closed', verb('http://activitystrea.ms/schema/1.0/close', 'closed')],
  ['help.requested', verb('http://adlnet.gov/expapi/verbs/asked', 'asked')],
  ['help.withdrawn', verb('http://activitystrea.ms/schema/1.0/cancel', 'cancelled')],
]);

export const XAPI_FIELDS: readonly Described[] = [
  { name: 'id', what: 'the same for the same event in every export: importing a record twice changes nothing' },
  { name: 'actor.account', what: 'name is the student’s id; homePage names the class, in which that id is one person' },
  {
    name: 'verb',
    what: 'attempted: a run that told nothing of whether it is right. passed, failed: a run of checks, one statement for each exercise that they are of',
  },
  { name: 'object', what: 'the exercise where it has a name, else the cell, else the notebook, else the class' },
  { name: 'result.success', what: 'with passed and failed alone: whether all checks of the exercise that this run told are right' },
  { name: 'result.completion', what: 'with attempted: whether the run came to its end without an error' },
  {
    name: 'result.score',
    what: 'with passed and failed: of the checks of the exercise that this run told (max), how many are right (raw)',
  },
  { name: 'result.duration', unit: 'ISO 8601 duration', clock: 'student', what: 'of a run, without the time that it waited for input' },
  { name: 'timestamp', clock: 'student', what: 'when it happened; by the server’s clock for a loss that does not say' },
  {
    name: 'context.extensions',
    what: 'event (its EventID in ProgSnap2), source, seq, team, and data: the event’s own data whole. Named below the IRI of this program',
  },
];

/**
 * An IRI for the class, which is the same on whatever server and under whatever address it is: classes of one id on two servers were not made
 * in the same millisecond.
 */
export function classIri({ id, createdAtMs }: { readonly id: string; readonly createdAtMs: number }): string {
  return `${OWN_NAMES}/classes/${iriPart(id)}/${createdAtMs.toString(36)}`;
}

/**
 * Experience API statements, version 1.0.3, as one JSON array: what `POST /statements` of a learning record store takes.
 * @param home the class's IRI: where the students' ids are ids
 */
export async function* toStatements(pages: EventPages, home: string): AsyncGenerator<string, void, undefined> {
  let separator = '[\n';
  for await (const page of pages) {
    if (page.length > 0) {
      yield separator + page.flatMap(event => toTexts(event, home)).join(',\n');
      separator = ',\n';
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function toTexts(event: ExportedEvent, home: string): readonly string[] {
  const data = isObject(event.data) ? event.data : {};
  const verdicts = event.type === 'cell.executed' ? verdictsOf(data) : [];
  const statements =
    verdicts.length === 0 ? [describeEvent(event, data, home)] : verdicts.map(each => describeVerdict(event, data, home, each));
  return statements.map(statement => JSON.stringify(statement));
}

/** What a run's checks said of one exercise. */
interface Verdict {
  readonly exercise: string;
  readonly right: number;
  readonly told: number;
}

function verdictsOf(data: JsonObject): readonly Verdict[] {
  const verdicts = new Map<string, Verdict>();
  for (const { exercise, ok } of readResults(data)) {
    const { right, told } = verdicts.get(exercise) ?? { right: 0, told: 0 };
    verdicts.set(exercise, { exercise, right: right + Number(ok), told: told + 1 });
  }
  return [...verdicts.values()];
}

function describeVerdict(event: ExportedEvent, data: JsonObject, home: string, { exercise, right, told }: Verdict): JsonObject {
  const success = right === told;
  return {
    id: eventUuid(event, exercise),
    ...wordsOf(event, data, home),
    verb: success ? PASSED : FAILED,
    object: toActivity(event.classId, data, home, exercise),
    result: { success, score: { raw: right, min: 0, max: told, scaled: right / told }, ...runOf(data) },
  };
}

function describeEvent(event: ExportedEvent, data: JsonObject, home: string): JsonObject {
  const { classId, type } = event;
  const result = toResult(type, data);
  return {
    id: eventUuid(event),
    ...wordsOf(event, data, home),
    verb: VERBS.get(type) ?? verb(`${OWN_NAMES}/verbs/${iriPart(type)}`, type),
    object: toActivity(classId, data, home, readCell(data)?.exercise || undefined),
    ...(result !== undefined && { result }),
  };
}

/** Who, when and where: what all statements of an event have. */
function wordsOf(event: ExportedEvent, data: JsonObject, home: string): JsonObject {
  const { studentId, team, sid, seq, time, receivedAt } = event;
  return {
    actor: { objectType: 'Agent', account: { homePage: home, name: studentId } },
    context: {
      platform: 'JupyterLab',
      contextActivities: { grouping: [{ objectType: 'Activity', id: home }] },
      extensions: {
        [`${OWN_NAMES}/event`]: eventUuid(event),
        [`${OWN_NAMES}/source`]: sid,
        [`${OWN_NAMES}/seq`]: seq,
        ...(team !== '' && { [`${OWN_NAMES}/team`]: team }),
        [`${OWN_NAMES}/data`]: data,
      },
    },
    timestamp: time ?? receivedAt,
  };
}

function toActivity(classId: string, data: JsonObject, home: string, exercise: string | undefined): JsonObject {
  const notebook = sharedNotebook(data);
  const cell = readCell(data);
  const path = [home];
  if (notebook !== undefined) {
    path.push(`notebooks/${iriPart(notebook)}`);
  }
  if (exercise !== undefined) {
    path.push(`exercises/${iriPart(exercise)}`);
  } else if (cell !== undefined) {
    path.push(`cells/${iriPart(cell.id)}`);
  }
  return { objectType: 'Activity', id: path.join('/'), definition: { name: { und: exercise ?? notebook ?? classId } } };
}

/** That a run ended well says nothing of whether it is right: without a check it is a `completion`, and no `success`. */
function toResult(type: string, data: JsonObject): JsonObject | undefined {
  if (type === 'cell.executed') {
    return { completion: data['ok'] !== false && readEnd(data) === undefined, ...runOf(data) };
  }
  const question = readQuestion(data);
  return question === undefined ? undefined : { response: question };
}

function runOf(data: JsonObject): JsonObject {
  const { durationMs } = data;
  const error = readError(data);
  // A larger one would be written with an exponent, and one statement like that has all of them refused.
  const isDuration = typeof durationMs === 'number' && durationMs >= 0 && durationMs <= Number.MAX_SAFE_INTEGER;
  return {
    ...(isDuration && { duration: `PT${(durationMs / 1000).toFixed(2)}S` }),
    ...(error !== undefined && { response: `${error.name}: ${error.message}` }),
  };
}
