import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage, ExportedEvent, Problem, SessionList } from '../../../src/protocol';
import type { ExportManifest } from '../../src/record/export/manifest';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { unzip } from '../support/unzip';

const WEEK_MS = 7 * 24 * 60 * 60_000;
const FAILED = { ok: false, error: { name: 'NameError', message: "name 'x' is not defined" } };

let room: Classroom;
let ada: string;
let bob: string;
let lastWeek: string;
let today: string;

async function enrol(): Promise<void> {
  ada = (await room.enrol('ada', { team: 'Red' })).token;
  bob = (await room.enrol('bob', { deviceId: OTHER_DEVICE, team: 'Blue' })).token;
}

/** Last week Ada runs two cells, one fails, and calls; she is visited. Today Bob runs one, and Ada's old page delivers a run of last week. */
beforeEach(async () => {
  room = await Classroom.open();
  await enrol();
  await room.send(ada, room.batchOf([room.run(1), room.run(2, FAILED), room.call(3)]));
  await room.clock.advance(60_000);
  const late = room.run(4);
  const [call] = (await room.state()).help;
  await room.asInstructor('PATCH', `/classes/default/help/${call?.id ?? ''}`, { status: 'claimed' });
  await room.clock.advance(WEEK_MS);
  await enrol();
  await room.send(bob, room.batchOf([room.run(1)], { sid: OTHER_SID }));
  await room.send(ada, room.batchOf([late], { oldest: 4 }));
  const { sessions } = (await room.asInstructor('GET', '/classes/default/sessions')).json<SessionList>();
  [today = '', lastWeek = ''] = sessions.map(({ id }) => id);
});
afterEach(() => room.close());

const download = (query: string) => room.asInstructor('GET', `/classes/default/events?${query}`);

async function eventsOf(query: string): Promise<readonly string[]> {
  const lines = (await download(`format=ndjson${query}`)).body.split('\n').filter(line => line !== '');
  return lines.map(line => JSON.parse(line) as ExportedEvent).map(({ studentId, type, seq }) => `${studentId} ${type} ${String(seq)}`);
}

async function archiveOf(query: string): Promise<ReadonlyMap<string, string>> {
  return unzip((await download(query)).rawPayload);
}

const manifestOf = async (query: string): Promise<ExportManifest> =>
  JSON.parse((await archiveOf(query)).get('manifest.json') ?? '') as ExportManifest;

describe('an export of one session', () => {
  it('has what happened in it alone, whenever it arrived, and what instructors did in it', async () => {
    expect(await eventsOf(`&session=${today}`)).toEqual(['bob cell.executed 1']);
    expect(await eventsOf(`&session=${lastWeek}`)).toEqual([
      'ada cell.executed 1',
      'ada cell.executed 2',
      'ada help.requested 3',
      'ada instructor.help 0',
      'ada cell.executed 4',
    ]);
  });

  it('is the whole record where none is asked for: no event is of two sessions, and none of neither', async () => {
    const [all, one, other] = await Promise.all(['', `&session=${lastWeek}`, `&session=${today}`].map(eventsOf));

    expect([...(one ?? []), ...(other ?? [])].toSorted()).toEqual(all?.toSorted());
    expect(all).toHaveLength(6);
  });

  it('is of an archive the same in each of its tables, and its manifest names the session', async () => {
    const files = await archiveOf(`format=progsnap2&session=${today}`);

    expect(files.get('MainTable.csv')?.trim().split('\n')).toHaveLength(2);
    expect(files.get('LinkTables/LinkTeam.csv')).toContain('Blue');
    expect(files.get('LinkTables/LinkTeam.csv')).not.toContain('Red');
    expect(await manifestOf(`format=csv&package=zip&session=${lastWeek}`)).toMatchObject({
      session: { id: lastWeek, begunBy: 'activity', endedAt: expect.any(String) as string },
      events: 4,
      instructorSteps: 1,
      isWhole: true,
    });
    expect(await manifestOf('format=csv&package=zip')).toMatchObject({ session: null, events: 5 });
  });

  it("counts in the table of students that session's runs, and says who was there; without one, all runs", async () => {
    const lines = async (query: string): Promise<readonly unknown[]> => {
      const [header = '', ...rows] = (await download(`format=students${query}`)).body.trim().split(/\r?\n/u);
      const names = header.split(',');
      const of = (row: string, name: string): string | undefined => row.split(',')[names.indexOf(name)];
      return rows.map(row => ['studentId', 'wasThere', 'runs', 'errors'].map(name => of(row, name)));
    };

    expect(await lines(`&session=${lastWeek}`)).toEqual([
      ['ada', 'true', '3', '1'],
      ['bob', 'false', '0', '0'],
    ]);
    expect(await lines(`&session=${today}`)).toEqual([
      ['ada', 'false', '0', '0'],
      ['bob', 'true', '1', '0'],
    ]);
    expect(await lines('')).toEqual([
      ['ada', 'true', '3', '1'],
      ['bob', 'true', '1', '0'],
    ]);
  });

  it('says in its name and in the audit trail which session it is of', async () => {
    const startedAt = new Date(Number(lastWeek)).toISOString();
    const { headers } = await download(`format=csv&session=${lastWeek}`);

    expect(headers['content-disposition']).toContain(`_session-${startedAt.slice(0, 16).replace(':', '')}Z_events.csv`);
    const [newest] = (await room.asInstructor('GET', '/audit')).json<AuditPage>().entries;
    expect(newest).toMatchObject({ action: 'record.exported', step: `csv, session of ${startedAt}` });
  });

  it.each(['csv', 'students', 'progsnap2'])('is refused as %s where the class has no such session, with what is wrong', async format => {
    for (const id of ['1', 'x', '', String(Number(lastWeek) + WEEK_MS / 2), '9999999999999']) {
      const reply = await download(`format=${format}&session=${id}`);

      expect(reply.statusCode).toBe(404);
      expect(reply.json<Problem>()).toMatchObject({ code: 'not_found', detail: 'The class has no session with this id.' });
    }
  });
});
