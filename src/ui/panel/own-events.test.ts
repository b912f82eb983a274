import { describe, expect, it } from 'vitest';

import { initialStatus } from '../../client/status/status';
import { describeEvent } from './event-words';
import { english } from '../../jupyter/fixtures/english';
import { describeErasing, describeLeaving } from '../consent/leaving-words';
import { writeOwnData } from './own-data';

const run = JSON.stringify({
  seq: 1,
  type: 'cell.executed',
  time: '2026-11-22T09:00:00.000Z',
  data: { notebook: 'a.ipynb', ok: false, code: '<img onerror=1>' },
});

describe('an event in the list', () => {
  it('says what it is, where and when, and shows all of it', () => {
    const { what, where, atMs, whole } = describeEvent(run, english);
    expect([what, where, atMs]).toEqual(['Cell run with an error', 'a.ipynb', Date.parse('2026-11-22T09:00:00Z')]);
    expect(JSON.parse(whole)).toEqual(JSON.parse(run));
  });

  it.each([
    ['{"type":"lost","from":1,"seq":3,"data":{"count":3,"reason":"quota"}}', '3 events given up', ''],
    ['{"type":"notebook.opened","data":{"notebook":"b.ipynb"}}', 'Notebook opened', 'b.ipynb'],
    ['{"type":"something.new","data":{}}', 'something.new', ''],
  ])('%s is "%s"', (json, what, where) => {
    expect(describeEvent(json, english)).toMatchObject({ what, where, atMs: null });
  });
});

describe('the download', () => {
  it('holds every event whole, and no token', () => {
    const text = writeOwnData({
      identity: { serverUrl: 'http://s', joinCode: 'BLUE', studentId: 'ada', displayName: '', team: '' },
      status: initialStatus('indexeddb'),
      holdings: {
        waiting: [{ sid: 's1', first: 2, seq: 2, json: '{"seq":2}' }],
        sent: [
          { sid: 's1', first: 1, seq: 1, json: run, sentAtMs: 1000 },
          { sid: 's0', first: 9, seq: 9, json: '{"seq":9}', sentAtMs: 0 },
        ],
      },
      deadLetters: [{ sid: 's1', seq: 7, atMs: 1000, reason: 'event_invalid', body: '{}' }],
      atMs: 2000,
    });
    expect(JSON.parse(text)).toMatchObject({
      madeAt: '1970-01-01T00:00:02.000Z',
      student: { studentId: 'ada' },
      waiting: [{ sid: 's1', event: { seq: 2 } }],
      sent: [
        { sentAt: '1970-01-01T00:00:01.000Z', event: JSON.parse(run) as unknown },
        { sentAt: null, event: { seq: 9 } },
      ],
      notAccepted: [{ at: '1970-01-01T00:00:01.000Z', seq: 7, reason: 'event_invalid' }],
    });
    expect(text).not.toContain('token');
  });
});

describe('the last question before leaving', () => {
  it('counts what would be lost', () => {
    expect(describeLeaving(3, english)).toContain('3 events have not been sent yet and are deleted, too.');
    expect(describeLeaving(0, english)).toContain('Nothing is waiting to be sent. What your class has received stays there.');
    expect(describeErasing(1, english)).toContain('1 event has not been sent yet and is deleted, too.');
  });
});
