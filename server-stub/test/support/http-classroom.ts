import type { ClassState, ClassSummary, EnrolmentReply, ExportedEvent } from '../../../src/protocol';
import { DEVICE, INSTRUCTOR_TOKEN } from './classroom';

const INSTRUCTOR = { authorization: `Bearer ${INSTRUCTOR_TOKEN}` };

/** A server process as its students and instructors reach it. It was started with `INSTRUCTOR_TOKEN`. */
export class HttpClassroom {
  constructor(readonly url: string) {}

  async joinCode(): Promise<string> {
    const [first] = (await (await this.instruct('/classes')).json()) as ClassSummary[];
    return first?.joinCode ?? '';
  }

  async enrol(studentId = 'ada'): Promise<string> {
    const body = JSON.stringify({ joinCode: await this.joinCode(), studentId, deviceId: DEVICE });
    const reply = await fetch(`${this.url}/api/v1/enrolments`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return ((await reply.json()) as EnrolmentReply).token;
  }

  instruct(path: string): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, { headers: INSTRUCTOR });
  }

  erase(classId: string, studentId: string): Promise<Response> {
    return fetch(`${this.url}/api/v1/classes/${classId}/students/${studentId}/data`, { method: 'DELETE', headers: INSTRUCTOR });
  }

  /** One event of a source whose client still holds all of it. */
  report(token: string, sid: string, seq: number): Promise<Response> {
    return this.#post(token, sid, seq, [{}]);
  }

  /** The first events of a source, which take 200 KiB. */
  reportLarge(token: string, sid: string): Promise<Response> {
    return this.#post(
      token,
      sid,
      1,
      Array.from({ length: 20 }, () => ({ code: 'x'.repeat(10 * 1024) })),
    );
  }

  #post(token: string, sid: string, first: number, data: readonly object[]): Promise<Response> {
    const now = new Date().toISOString();
    const events = data.map((each, index) => ({ seq: first + index, type: 'x', time: now, data: each }));
    const body = JSON.stringify({ v: 1, sid, oldest: 1, sentAt: now, events });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return fetch(`${this.url}/api/v1/batches`, { method: 'POST', headers, body });
  }

  /** Reports again after every failure until it is taken, as a client does. */
  async reportUntilTaken(token: string, sid: string, seq: number): Promise<void> {
    for (;;) {
      const status = await this.report(token, sid, seq).then(
        reply => reply.status,
        () => 0,
      );
      if (status === 202) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  async state(classId = 'default'): Promise<ClassState> {
    return (await (await this.instruct(`/classes/${classId}/state`)).json()) as ClassState;
  }

  async exported(classId = 'default'): Promise<ExportedEvent[]> {
    const text = await (await this.instruct(`/classes/${classId}/events?format=ndjson`)).text();
    return text
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as ExportedEvent);
  }
}
