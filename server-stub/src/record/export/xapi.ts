import { createHash } from 'node:crypto';
import { type ExportedEvent, isObject, type JsonObject } from '../../../../src/protocol';
import { readCell, readError, readNotebook, readQuestion } from '../../live/projection/events/event-data';
import type { EventPages } from './record-reading';

/** Where what is ours alone is named. An identifier, not an address to fetch. */
const OWN = 'https://github.com/jupyterlab-cell-monitor/jupyterlab-cell-monitor/xapi';

interface Verb {
  readonly id: string;
  readonly display: { readonly 'en-US': string };
}

function verb(id: string, word: string): Verb {
  return { id, display: { 'en-US': word } };
}

/** From the vocabularies of ADL (http://adlnet.gov/expapi/verbs) and Activity Streams (http://activitystrea.ms/schema/1.0), where they have the word. */
const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['cell.executed', verb('http://adlnet.gov/expapi/verbs/attempted', 'attempted')],
  ['notebook.opened', verb('http://activitystrea.ms/schema/1.0/open', 'opened')],
  ['notebook.saved', verb('http://activitystrea.ms/schema/1.0/save', 'saved')],
  ['notebook.closed', verb('http://activitystrea.ms/schema/1.0/close', 'closed')],
  ['help.requested', verb('http://adlnet.gov/expapi/verbs/asked', 'asked')],
  ['help.withdrawn', verb('http://activitystrea.ms/schema/1.0/cancel', 'cancelled')],
]);

/** Experience API statements, version 1.0.3, as one JSON array: what `POST /statements` of a learning record store takes. */
export async function* toStatements(pages: EventPages, homePage: string): AsyncGenerator<string, void, undefined> {
  let separator = '[\n';
  for await (const page of pages) {
    if (page.length > 0) {
      yield separator + page.map(event => JSON.stringify(toStatement(event, homePage))).join(',\n');
      separator = ',\n';
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function toStatement(event: ExportedEvent, homePage: string): JsonObject {
  const data = isObject(event.data) ? event.data : {};
  const { classId, studentId, team, sid, seq, type, time, receivedAt } = event;
  const result = toResult(type, data);
  return {
    id: statementId(event),
    actor: { objectType: 'Agent', account: { homePage, name: studentId } },
    verb: VERBS.get(type) ?? verb(`${OWN}/verbs/${iriPart(type)}`, type),
    object: toActivity(classId, data, homePage),
    ...(result !== undefined && { result }),
    context: {
      platform: 'JupyterLab',
      contextActivities: { grouping: [{ objectType: 'Activity', id: `${homePage}/classes/${iriPart(classId)}` }] },
      extensions: { [`${OWN}/source`]: sid, [`${OWN}/seq`]: seq, ...(team !== '' && { [`${OWN}/team`]: team }), [`${OWN}/data`]: data },
    },
    timestamp: time ?? receivedAt,
  };
}

/** Half of a surrogate pair, which a student may have sent, has no place in an address. */
function iriPart(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
}

/** The exercise where it has a name, else the cell, else the notebook, else the class. */
function toActivity(classId: string, data: JsonObject, homePage: string): JsonObject {
  const notebook = readNotebook(data);
  const cell = readCell(data);
  const path = [`classes/${iriPart(classId)}`];
  if (notebook !== undefined) {
    path.push(`notebooks/${iriPart(notebook)}`);
  }
  if (cell !== undefined) {
    path.push(cell.exercise === undefined ? `cells/${iriPart(cell.id)}` : `exercises/${iriPart(cell.exercise)}`);
  }
  const name = cell?.exercise ?? notebook ?? classId;
  return { objectType: 'Activity', id: `${homePage}/${path.join('/')}`, definition: { name: { und: name } } };
}

function toResult(type: string, data: JsonObject): JsonObject | undefined {
  if (type === 'cell.executed') {
    const { durationMs } = data;
    const error = readError(data);
    // A larger one would be written with an exponent, and one statement like that has all of them refused.
    const isDuration = typeof durationMs === 'number' && durationMs >= 0 && durationMs <= Number.MAX_SAFE_INTEGER;
    return {
      success: data['ok'] !== false,
      ...(isDuration && { duration: `PT${(durationMs / 1000).toFixed(2)}S` }),
      ...(error !== undefined && { response: `${error.name}: ${error.message}` }),
    };
  }
  const question = readQuestion(data);
  return question === undefined ? undefined : { response: question };
}

/** The namespace of names that are URLs, by RFC 9562. */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** The same event has the same id in every export, so that a record store takes it once: a name-based UUID (RFC 9562, version 5). */
function statementId({ classId, studentId, sid, seq }: ExportedEvent): string {
  const path = [classId, studentId, sid, String(seq)].map(iriPart).join('/');
  const bytes = createHash('sha1').update(URL_NAMESPACE).update(`${OWN}/events/${path}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}
