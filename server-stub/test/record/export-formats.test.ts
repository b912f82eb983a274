import { parse } from 'csv-parse/sync';
import packageJson from '../../package.json' with { type: 'json' };
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WireEvent } from '../../../src/protocol';
import type { ExportManifest } from '../../src/record/export/manifest';
import { LogUnavailableError } from '../../src/databases/log-unavailable';
import { Classroom, INSTRUCTOR_TOKEN, OTHER_DEVICE, SID } from '../support/classroom';
import { unzip } from '../support/unzip';

let room: Classroom;
let token: string;

beforeEach(async () => {
  room = await Classroom.open();
  await room.asInstructor('PATCH', '/classes/default', { policy: { level: 'outputs' } });
  ({ token } = await room.enrol('ada', { team: 'Team 1' }));
});
afterEach(() => room.close());

async function exportAs(query: string): Promise<string> {
  const reply = await room.asInstructor('GET', `/classes/default/events?${query}`);
  expect(reply.statusCode).toBe(200);
  return reply.body;
}

async function archiveOf(format: string): Promise<ReadonlyMap<string, string>> {
  const reply = await room.asInstructor('GET', `/classes/default/events?format=${format}&package=zip`);
  expect(reply.headers['content-type']).toBe('application/zip');
  return unzip(reply.rawPayload);
}

function rowsOf(csv: string | undefined): Record<string, string>[] {
  return parse(csv ?? '', { columns: true, bom: true });
}

function failing(seq: number): WireEvent {
  return room.run(seq, {
    ok: false,
    cell: { id: 'c1', index: 1, exercise: 'loops' },
    error: { name: 'NameError', message: "name 'x' is not defined" },
    code: 'x\n+1',
  });
}

describe('the CSV export', () => {
  it('has a line for each event, with what most events have in columns of its own', async () => {
    await room.send(token, room.batchOf([failing(1)]));

    expect(rowsOf(await exportAs('format=csv'))).toMatchObject([
      {
        classId: 'default',
        studentId: 'ada',
        team: 'Team 1',
        sid: SID,
        from: '',
        seq: '1',
        type: 'cell.executed',
        exercise: 'loops',
        cellId: 'c1',
        ok: 'false',
        errorName: 'NameError',
        code: 'x\n+1',
      },
    ]);
  });

  it.each(['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'gives %j as it is, and to a spreadsheet as text',
    async code => {
      await room.send(token, room.batchOf([room.run(1, { code })]));

      expect(rowsOf(await exportAs('format=csv'))[0]?.['code']).toBe(code);
      expect(rowsOf(await exportAs('format=csv&for=spreadsheet'))[0]?.['code']).toBe(`'${code}`);
    },
  );

  it('cuts nothing short that a page may send', async () => {
    const [notebook, message] = [`${'folder/'.repeat(100)}a.ipynb`, 'm'.repeat(2000)];
    await room.send(token, room.batchOf([room.run(1, { notebook, ok: false, error: { name: 'E', message } })]));

    expect(rowsOf(await exportAs('format=csv'))).toMatchObject([{ notebook, errorName: 'E', errorMessage: message }]);
  });

  it('tells how a run ended and what it told of checks', async () => {
    const checks = [{ exercise: 'loops', check: 'loops-1', ok: false }];
    await room.send(token, room.batchOf([room.run(1, { ok: false, checks, ended: 'kernel_died' })]));
    const [row] = rowsOf(await exportAs('format=csv'));

    expect(row).toMatchObject({ ended: 'kernel_died', checks: JSON.stringify(checks) });
  });

  it('keeps every event in the column of its JSON, whatever its type', async () => {
    await room.send(token, room.batchOf([{ seq: 1, type: 'robot.moved', time: room.clock.timestamp, data: { to: [1, 2] } }]));
    const [row] = rowsOf(await exportAs('format=csv'));

    expect(row).toMatchObject({ type: 'robot.moved', data: '{"to":[1,2]}' });
  });

  it('begins for a spreadsheet alone with the mark of UTF-8', async () => {
    expect((await archiveOf('csv')).get('events.csv')).toMatch(/^classId,/u);
    expect((await archiveOf('csv&for=spreadsheet')).get('events.csv')).toMatch(/^\uFEFFclassId,/u);
    expect(await exportAs('format=csv&for=spreadsheet')).toMatch(/^\uFEFFclassId,/u);
  });
});

describe('the ProgSnap2 export', () => {
  it('has the main table, the code of each run, the teams and the metadata', async () => {
    await room.send(
      token,
      room.batchOf([{ seq: 1, type: 'notebook.opened', time: room.clock.timestamp, data: { notebook: 'a.ipynb' } }, failing(2)]),
    );
    const files = await archiveOf('progsnap2');
    const [opened, run] = rowsOf(files.get('MainTable.csv'));
    const id = run?.['EventID'] ?? '';

    expect([...files.keys()]).toEqual([
      'README.md',
      'DatasetMetadata.csv',
      'MainTable.csv',
      'CodeStates.csv',
      'LinkTables/LinkTeam.csv',
      'data-dictionary.csv',
      'manifest.json',
    ]);
    expect(opened).toMatchObject({ EventType: 'File.Open', SubjectID: 'ada', CodeStateID: '', CodeStateSection: 'a.ipynb', Order: '1' });
    expect(run).toMatchObject({
      EventType: 'Run.Program',
      SessionID: SID,
      ExecutionResult: 'Error',
      CodeStateID: id,
      ProblemID: 'a.ipynb/loops',
      'X-ErrorName': 'NameError',
    });
    expect(rowsOf(files.get('CodeStates.csv'))).toEqual([{ CodeStateID: id, Code: 'x\n+1' }]);
    expect(rowsOf(files.get('LinkTables/LinkTeam.csv'))).toEqual([{ TeamID: 'Team 1', SubjectID: 'ada' }]);
    expect(rowsOf(files.get('DatasetMetadata.csv'))).toContainEqual({ Property: 'Version', Value: '1.0' });
  });

  it('has the code of each run in a folder of its own where that is asked for', async () => {
    await room.send(token, room.batchOf([failing(1), room.run(2), room.run(3, { code: 'y', language: 'R' })]));
    const files = await archiveOf('progsnap2&codeStates=folders');
    const [first = '', , third = ''] = rowsOf(files.get('MainTable.csv')).map(row => row['CodeStateID'] ?? '');
    const manifest = JSON.parse(files.get('manifest.json') ?? '') as ExportManifest;

    expect([...files].filter(([name]) => name.startsWith('CodeStates'))).toEqual([
      [`CodeStates/${first}/cell.py`, 'x\n+1'],
      [`CodeStates/${third}/cell.txt`, 'y'],
    ]);
    expect(rowsOf(files.get('DatasetMetadata.csv'))).toContainEqual({ Property: 'CodeStateRepresentation', Value: 'Directory' });
    expect(manifest.files).toContainEqual(expect.objectContaining({ name: 'CodeStates/', bytes: 5 }));
  });

  it('has a test for each result of a check, with the run that told it', async () => {
    const checks = [
      { exercise: 'loops', check: 'loops-1', ok: true },
      { exercise: 'loops', check: 'loops-2', ok: false },
    ];
    const error = { name: 'AssertionError', message: '' };
    await room.send(token, room.batchOf([room.run(1, { notebook: 'me/w1-Copy1.ipynb', ok: false, checks, error, code: 'assert f(1)' })]));
    const [run, first, second] = rowsOf((await archiveOf('progsnap2')).get('MainTable.csv'));
    const of = { ParentEventID: run?.['EventID'], ExecutionID: run?.['EventID'], ProblemID: 'w1.ipynb/loops', Order: '1' };

    expect(run).toMatchObject({ EventType: 'Run.Program', ExecutionResult: 'Error', TestID: '', Score: '', AssignmentID: 'w1.ipynb' });
    expect(first).toMatchObject({ ...of, EventType: 'Run.Test', TestID: 'w1.ipynb/loops/loops-1', ExecutionResult: 'Success', Score: '1' });
    expect(second).toMatchObject({
      ...of,
      EventType: 'Run.Test',
      TestID: 'w1.ipynb/loops/loops-2',
      ExecutionResult: 'TestFailed',
      Score: '0',
    });
    expect(new Set([run, first, second].map(row => row?.['EventID'])).size).toBe(3);
  });

  it.each([
    [{ ok: false, ended: 'interrupted' }, ['Timeout']],
    [{ ok: true, ended: 'untouched' }, ['Success']],
    [{ ok: true, ended: 'kernel_died' }, ['Error', 'Error']],
    [{ ok: false, error: { name: 'NameError', message: '' } }, ['Error', 'Error']],
  ])('says of a check whose run was %j: %j', async (words, results) => {
    const checks = [{ exercise: 'loops', check: 'loops-1', ok: words.ok }];
    await room.send(token, room.batchOf([room.run(1, { ...words, checks })]));
    const rows = rowsOf((await archiveOf('progsnap2')).get('MainTable.csv'));

    expect(rows.map(row => row['ExecutionResult'])).toEqual(results);
  });

  it('has the message of an error whole, however long', async () => {
    const message = `${'x'.repeat(5000)}, at last`;
    await room.send(token, room.batchOf([room.run(1, { ok: false, error: { name: 'ValueError', message } })]));
    const [run] = rowsOf((await archiveOf('progsnap2')).get('MainTable.csv'));

    expect(run?.['X-ErrorMessage']).toBe(message);
  });

  it('has code and ids as they are, and a time that its tools read in every row', async () => {
    const { token: minus } = await room.enrol('-1', { deviceId: OTHER_DEVICE });
    const fine = { ...room.run(1, { code: '-1' }), time: '2026-11-22T09:00:00.123456789z' };
    const lost: WireEvent = { from: 2, seq: 3, type: 'lost', data: { count: 2, reason: 'quota' } };
    await room.send(minus, room.batchOf([fine, lost]));
    const files = await archiveOf('progsnap2');
    const rows = rowsOf(files.get('MainTable.csv'));

    expect(rows.map(row => row['SubjectID'])).toEqual(['-1', '-1']);
    expect(rowsOf(files.get('CodeStates.csv'))).toMatchObject([{ Code: '-1' }]);
    expect(rows.every(row => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(row['ClientTimestamp'] ?? ''))).toBe(true);
  });

  it('says in its archive what every column means, those of its own too', async () => {
    const files = await archiveOf('progsnap2');
    const dictionary = rowsOf(files.get('data-dictionary.csv')).filter(row => row['File'] === 'MainTable.csv');
    const [header = ''] = (files.get('MainTable.csv') ?? '').split('\n');

    expect(dictionary.map(row => row['Field'])).toEqual(header.split(','));
    expect(dictionary.every(row => row['Meaning'] !== '')).toBe(true);
    expect(files.get('README.md')).toContain('X-Lost');
  });

  it('names what the format has no word for as its own', async () => {
    await room.send(token, room.batchOf([{ seq: 1, type: 'help.requested', time: room.clock.timestamp, data: { question: 'Why?' } }]));
    const rows = rowsOf((await archiveOf('progsnap2')).get('MainTable.csv'));

    expect(rows).toMatchObject([{ EventType: 'X-Help.Requested', 'X-Question': 'Why?' }]);
  });

  it('shows the same events in all its tables, though more arrive while it is read', async () => {
    await room.send(token, room.batchOf([failing(1)]));
    const read = room.store.log.read.bind(room.store.log);
    let seq = 1;
    room.store.log.read = async (...args) => {
      const page = await read(...args);
      await room.clock.advance(60_000);
      await room.send(token, room.batchOf([failing((seq += 1))]));
      return page;
    };
    const files = await whileTimePasses(archiveOf('progsnap2'));
    const states = rowsOf(files.get('CodeStates.csv')).map(state => state['CodeStateID']);

    expect(states).toEqual(rowsOf(files.get('MainTable.csv')).map(event => event['EventID']));
  });
});

/** Work that pauses so that others have a turn. */
async function whileTimePasses<T>(work: Promise<T>): Promise<T> {
  const isDone = work.then(() => true);
  while (!(await Promise.race([isDone, room.clock.advance(100).then(() => false)]))) {
    // The clock went on.
  }
  return work;
}

interface Statement {
  readonly id: string;
  readonly timestamp: string;
}

describe('the xAPI export', () => {
  it('is one array of statements: who did what to which exercise, and with what result', async () => {
    await room.send(token, room.batchOf([failing(1)]));

    expect(JSON.parse(await exportAs('format=xapi'))).toMatchObject([
      {
        actor: { objectType: 'Agent', account: { name: 'ada' } },
        verb: { id: 'http://adlnet.gov/expapi/verbs/attempted' },
        object: { objectType: 'Activity', definition: { name: { und: 'loops' } } },
        result: { completion: false, response: "NameError: name 'x' is not defined" },
        timestamp: room.clock.timestamp,
      },
    ]);
  });

  it('passes or fails each exercise that a run told checks of, and calls no run right that told none', async () => {
    const checks = [
      { exercise: 'loops', check: 'a', ok: true },
      { exercise: 'loops', check: 'b', ok: false },
      { exercise: 'lists', check: 'a', ok: true },
    ];
    await room.send(token, room.batchOf([room.run(1, { checks }), room.run(2), room.run(3, { checks, ended: 'interrupted', ok: false })]));
    const statements = JSON.parse(await exportAs('format=xapi')) as { verb: { id: string }; result: object; object: { id: string } }[];

    expect(statements.map(({ verb: { id }, result }) => [id.split('/').at(-1), result])).toMatchObject([
      ['failed', { success: false, score: { raw: 1, max: 2, scaled: 0.5 } }],
      ['passed', { success: true, score: { raw: 1, max: 1, scaled: 1 } }],
      ['attempted', { completion: true }],
      ['attempted', { completion: false }],
    ]);
    expect(statements[2]?.result).not.toHaveProperty('success');
    expect(statements[0]?.object.id).toMatch(/\/classes\/default\/\w+\/notebooks\/a\.ipynb\/exercises\/loops$/u);
  });

  it('counts a check once where a run tells it twice, as the class does, and takes no name for none', async () => {
    const told = (ok: boolean, exercise = 'loops') => ({ exercise, check: 'a', ok });
    const cell = { id: 'c7', index: 0, exercise: '' };
    await room.send(
      token,
      room.batchOf([room.run(1, { checks: [told(true), told(false), told(true), told(true, '')] }), room.run(2, { cell })]),
    );
    const statements = JSON.parse(await exportAs('format=xapi')) as { result: object; object: { id: string } }[];

    expect(statements.map(({ result }) => result)).toMatchObject([
      { success: false, score: { raw: 0, max: 1, scaled: 0 } },
      { completion: true },
    ]);
    expect(statements[1]?.object.id).toMatch(/\/cells\/c7$/u);
  });

  it('names people and exercises the same whatever address the server is asked under', async () => {
    await room.send(token, room.batchOf([failing(1)]));
    const ask = async (host: string): Promise<string> =>
      (
        await room.inject({
          method: 'GET',
          url: '/api/v1/classes/default/events?format=xapi',
          headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}`, host },
        })
      ).body;

    expect(await ask('10.0.0.5:8600')).toBe(await ask('class.example'));
    expect(await ask('class.example')).not.toContain('class.example');
  });

  it('names of each statement the event in ProgSnap2 that it comes from, also where one event becomes several', async () => {
    const checks = ['loops', 'lists'].map(exercise => ({ exercise, check: 'a', ok: true }));
    await room.send(token, room.batchOf([room.run(1, { checks }), room.run(2)]));
    const statements = JSON.parse(await exportAs('format=xapi')) as { context: { extensions: Record<string, unknown> } }[];
    const events = statements.map(({ context }) => Object.entries(context.extensions).find(([name]) => name.endsWith('/event'))?.[1]);
    const rows = rowsOf((await archiveOf('progsnap2')).get('MainTable.csv')).filter(({ EventType }) => EventType === 'Run.Program');
    const [withChecks, without] = rows.map(({ EventID }) => EventID);

    expect(events).toEqual([withChecks, withChecks, without]);
  });

  it('gives an event the same id in every export, and no two events the same', async () => {
    await room.report(token, 1, 20);
    const ids = async (): Promise<string[]> => (JSON.parse(await exportAs('format=xapi')) as Statement[]).map(({ id }) => id);
    const first = await ids();

    expect(await ids()).toEqual(first);
    expect(new Set(first).size).toBe(20);
    expect(first.every(id => /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u.test(id))).toBe(true);
  });

  it('is an empty array when nothing happened', async () => {
    expect(JSON.parse(await exportAs('format=xapi'))).toEqual([]);
  });

  it('takes whatever a student sent', async () => {
    const odd: WireEvent = { seq: 1, type: 'cell.executed', time: room.clock.timestamp, data: { durationMs: 1e300, cell: 'x', error: [] } };
    await room.send(token, room.batchOf([odd, room.run(2, { durationMs: -1 }), room.run(3, { notebook: '\uD800' })]));
    const statements = JSON.parse(await exportAs('format=xapi')) as { readonly result: object }[];

    expect(statements).toHaveLength(3);
    expect(statements.map(({ result }) => 'duration' in result)).toEqual([false, false, true]);
  });
});

describe('the manifest of an archive', () => {
  async function manifestOf(format: string): Promise<ExportManifest> {
    return JSON.parse((await archiveOf(format)).get('manifest.json') ?? '') as ExportManifest;
  }

  it.each(['ndjson', 'csv', 'progsnap2', 'xapi'])('says that a %s archive holds the whole record', async format => {
    await room.report(token, 1, 30);

    expect(await manifestOf(format)).toMatchObject({ format, events: 30, isWhole: true, missing: 0, lost: 0, rejected: 0 });
  });

  it('says what is missing, lost and rejected, and of which source', async () => {
    const lost: WireEvent = { from: 4, seq: 6, type: 'lost', data: { count: 3, reason: 'quota' } };
    await room.send(token, { ...room.batchOf([room.run(3), lost, { ...room.run(7), type: '' }]), oldest: 3 });

    expect(await manifestOf('ndjson')).toMatchObject({
      isWhole: false,
      missing: 2,
      lost: 3,
      rejected: 1,
      delivery: { sources: [{ studentId: 'ada', missing: [{ from: 1, to: 2 }] }] },
    });
  });

  it('knows that somebody’s data was erased: the record is not whole then', async () => {
    const { token: bobs } = await room.enrol('bob', { deviceId: OTHER_DEVICE });
    await room.report(token, 1, 3);
    await room.report(bobs, 1, 2);
    await room.asInstructor('DELETE', '/classes/default/students/bob/data');

    expect(await manifestOf('ndjson')).toMatchObject({ isWhole: false, erasures: 1, missing: 0, lost: 0, events: 3 });
  });

  it('says what wrote it, under which policy, from when to when, and for how long it is kept', async () => {
    await room.asInstructor('PATCH', '/classes/default', { policy: { retentionDays: 30 } });
    const startedAt = room.clock.timestamp;
    await room.report(token, 1, 1);
    await room.clock.advance(60_000);
    await room.report(token, 2, 2);

    expect(await manifestOf('csv')).toMatchObject({
      program: { name: 'cell-monitor-server', version: packageJson.version, protocol: 1 },
      level: 'outputs',
      policy: { level: 'outputs', retentionDays: 30 },
      retention: { days: 30, since: expect.stringMatching(/T00:00:00\.000Z$/u) as unknown },
      timeSpan: {
        firstEventAt: startedAt,
        lastEventAt: room.clock.timestamp,
        firstReceivedAt: startedAt,
        lastReceivedAt: room.clock.timestamp,
      },
      pseudonyms: null,
      erasures: 0,
    });
  });

  it('has the digest of each file', async () => {
    await room.report(token, 1, 2);
    const files = await archiveOf('ndjson');
    const manifest = JSON.parse(files.get('manifest.json') ?? '') as ExportManifest;

    expect(manifest.files).toMatchObject([
      { name: 'events.ndjson', bytes: files.get('events.ndjson')?.length },
      { name: 'data-dictionary.csv' },
    ]);
    expect(files.get('events.ndjson')?.trim().split('\n')).toHaveLength(2);
  });
});

describe('an export of a log that fails', () => {
  it('is a 503 when nothing was read', async () => {
    room.store.log.read = () => Promise.reject(new LogUnavailableError('gone'));
    const reply = await room.asInstructor('GET', '/classes/default/events?format=csv');

    expect(reply.statusCode).toBe(503);
  });

  it('breaks off in the middle, so that nobody takes it for whole', async () => {
    await room.report(token, 1, 3);
    const read = room.store.log.read.bind(room.store.log);
    let reads = 0;
    room.store.log.read = (...args) => {
      reads += 1;
      return reads > 1 ? Promise.reject(new LogUnavailableError('gone')) : read(...args);
    };
    const reply = await room.app.inject({
      method: 'GET',
      url: '/api/v1/classes/default/events?format=progsnap2',
      headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}` },
      payloadAsStream: true,
    });

    await expect(reply.stream().toArray()).rejects.toThrow('destroyed before completion');
  });
});
