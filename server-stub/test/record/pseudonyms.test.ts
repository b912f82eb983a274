import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage } from '../../../src/protocol';
import type { ExportManifest } from '../../src/record/export/manifest';
import { addInstructor } from '../support/callers';
import { Classroom, OTHER_DEVICE, SIGNING_KEY } from '../support/classroom';
import { unzip } from '../support/unzip';

let room: Classroom;

beforeEach(async () => {
  room = await Classroom.open();
  const { token: ada } = await room.enrol('ada.lovelace', { displayName: 'Ada Lovelace', team: 'Analysts' });
  const { token: bob } = await room.enrol('bob.dylan', { displayName: 'Bob Dylan', team: 'Analysts', deviceId: OTHER_DEVICE });
  await room.report(ada, 1, 2);
  await room.report(bob, 1, 3);
  const grace = (await addInstructor(room, 'assistant', 'Grace Hopper')).token;
  await room.asInstructor('PUT', '/classes/default/visits', { studentId: 'ada.lovelace', status: 'done', finding: 'not_stuck' }, grace);
  await room.asInstructor('PUT', '/classes/default/visits', { team: 'Analysts', status: 'done' }, grace);
  await room.asInstructor('POST', '/classes/default/messages', { to: { studentId: 'bob.dylan' }, text: 'Well done' }, grace);
});
afterEach(() => room.close());

const exported = async (query: string): Promise<string> => (await room.asInstructor('GET', `/classes/default/events?${query}`)).body;
const zipped = async (query: string): Promise<ReadonlyMap<string, string>> =>
  unzip((await room.asInstructor('GET', `/classes/default/events?${query}`)).rawPayload);
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true });

const NAMES = /lovelace|dylan|analysts|grace|hopper/iu;

describe('an export with pseudonyms', () => {
  it.each(['ndjson', 'csv', 'xapi', 'students'])('tells nobody’s id, name or team, as %s', async format => {
    expect(await exported(`format=${format}`)).toMatch(NAMES);
    expect(await exported(`format=${format}&pseudonyms=1`)).not.toMatch(NAMES);
  });

  it.each(['ndjson', 'csv', 'xapi', 'progsnap2'])('tells them in no file of the archive either, as %s', async format => {
    const files = await zipped(`format=${format}&package=zip&pseudonyms=1`);
    const manifest = JSON.parse(files.get('manifest.json') ?? '') as ExportManifest;

    expect([...files].filter(([, text]) => NAMES.test(text))).toEqual([]);
    expect(manifest).toMatchObject({ events: 5, isWhole: true, pseudonyms: { key: SIGNING_KEY.kid } });
    expect(manifest.delivery.sources).toHaveLength(2);
  });

  it('does not tell the words that the class has masked: they may be names', async () => {
    await room.asInstructor('PATCH', '/classes/default', { policy: { mask: ['Lovelace'] } });
    const manifestOf = async (query: string): Promise<string> =>
      (await zipped(`format=ndjson&package=zip${query}`)).get('manifest.json') ?? '';

    expect(JSON.parse(await manifestOf(''))).toMatchObject({ policy: { mask: ['Lovelace'] } });
    expect(await manifestOf('&pseudonyms=1')).not.toMatch(NAMES);
    expect(JSON.parse(await manifestOf('&pseudonyms=1'))).toMatchObject({ policy: { level: 'errors' } });
  });

  it('calls a student the same in every format and export, another otherwise, and keeps who is in a team with whom', async () => {
    const inCsv = rowsOf(await exported('format=csv&pseudonyms=1')).filter(({ type }) => type === 'cell.executed');
    const inStudents = rowsOf(await exported('format=students&pseudonyms=1'));
    const inProgSnap = rowsOf((await zipped('format=progsnap2&pseudonyms=1')).get('LinkTables/LinkTeam.csv') ?? '');
    const people = new Set(inCsv.map(({ studentId }) => studentId));

    expect(people.size).toBe(2);
    expect(new Set(inStudents.map(({ studentId }) => studentId))).toEqual(people);
    expect(new Set(inProgSnap.map(row => row['SubjectID']))).toEqual(people);
    expect(new Set(inCsv.map(({ team }) => team)).size).toBe(1);
    expect(inStudents.every(({ displayName }) => displayName === '')).toBe(true);
  });

  it('is resolved by the table of students, which the owner alone may read', async () => {
    const named = rowsOf(await exported('format=students'));
    const runs = rowsOf(await exported('format=csv&pseudonyms=1')).filter(({ type }) => type === 'cell.executed');
    const ada = named.find(({ studentId }) => studentId === 'ada.lovelace');

    expect(ada).toMatchObject({ displayName: 'Ada Lovelace', team: 'Analysts', runs: '2', status: 'working' });
    expect(runs.filter(({ studentId }) => studentId === ada?.['pseudonym'])).toHaveLength(2);
    const assistant = (await addInstructor(room, 'assistant', 'Katherine')).token;
    expect((await room.asInstructor('GET', '/classes/default/events?format=students', undefined, assistant)).statusCode).toBe(403);
  });

  it('is on record as what it was', async () => {
    await exported('format=csv');
    await exported('format=students&pseudonyms=1');
    const { entries } = (await room.asInstructor('GET', '/audit?limit=2')).json<AuditPage>();

    expect(entries).toMatchObject([
      { action: 'record.exported', step: 'students, pseudonyms' },
      { action: 'record.exported', step: 'csv' },
    ]);
  });

  it('keeps what instructors did, by whom and to whom, under other names', async () => {
    const steps = (await exported('format=ndjson&pseudonyms=1'))
      .split('\n')
      .filter(line => line.includes('"instructor.'))
      .map(
        line =>
          JSON.parse(line) as {
            type: string;
            studentId: string;
            data: { by: { id: string }; to?: { studentId: string }; finding?: string };
          },
      );
    const [first, , message] = steps;

    expect(first).toMatchObject({
      type: 'instructor.visit',
      studentId: expect.stringMatching(/^s-/u) as unknown,
      data: { finding: 'not_stuck' },
    });
    expect(message?.data.to?.studentId).toBe(message?.studentId);
    expect(new Set(steps.map(({ data }) => data.by.id)).size).toBe(1);
  });
});

describe('the table of students', () => {
  it('has a line for those, too, who are on the roster and never joined, and gives a spreadsheet no formula', async () => {
    await room.inject({
      method: 'PUT',
      url: '/api/v1/classes/default/roster',
      headers: { authorization: 'Bearer the-instructor-token-of-the-tests', 'content-type': 'text/csv' },
      payload: 'student_id,display_name,team\nada.lovelace,Ada,\n=1+1,Eve,\n',
    });

    expect(rowsOf(await exported('format=students')).find(({ displayName }) => displayName === 'Eve')).toMatchObject({
      studentId: '=1+1',
      status: 'not_joined',
      enrolledAt: '',
      runs: '0',
    });
    expect(rowsOf(await exported('format=students&for=spreadsheet')).find(({ displayName }) => displayName === 'Eve')?.['studentId']).toBe(
      "'=1+1",
    );
  });
});
