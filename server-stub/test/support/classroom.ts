import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import type {
  BatchMessage,
  ClassState,
  DeliveryReport,
  EnrolmentReply,
  ExportedEvent,
  OrdinaryEvent,
  StudentDetail,
  WireEvent,
} from '../../../src/protocol';
import { type AppDeps, createApp } from '../../src/app/app';
import { KeyRing } from '../../src/access/auth/key-ring';
import { ClassDirectory } from '../../src/class/classes/class-directory';
import { ensureFirstClass } from '../../src/class/classes/first-class';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import type { Store } from '../../src/app/storage/store';
import { REQUEST_SERIALIZERS } from '../../src/platform/process/log-output';
import type { ClassRecord } from '../../src/class/registry/registry';
import { seededRandom, VirtualClock } from './virtual-clock';

export const INSTRUCTOR_TOKEN = 'the-instructor-token-of-the-tests';
export const SID = 'A'.repeat(22);
export const OTHER_SID = 'B'.repeat(22);
export const DEVICE = 'D'.repeat(22);
export const OTHER_DEVICE = 'E'.repeat(22);
export const SIGNING_KEY = { kid: 'test', secret: new Uint8Array(32).fill(7) };

/** The real app on a real SQLite file, in a time of its own. */
export class Classroom {
  readonly clock = new VirtualClock();
  /** Everything that the server logged. */
  readonly logLines: string[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), 'cell-monitor-'));
  store: Store;
  app!: FastifyInstance;
  class!: ClassRecord;

  private constructor(private readonly options: Partial<AppDeps>) {
    this.store = options.store ?? openSqliteStore(join(this.folder, 'log.sqlite'), undefined, { clock: this.clock });
  }

  static async open(options: Partial<AppDeps> = {}): Promise<Classroom> {
    const room = new Classroom(options);
    await room.start();
    return room;
  }

  async start(): Promise<void> {
    const random = seededRandom();
    const stream = { write: (line: string) => void this.logLines.push(line) };
    const [first] = await ensureFirstClass(new ClassDirectory(this.store.registry, this.clock, random), 1000);
    this.class = first as ClassRecord;
    this.app = createApp({
      store: this.store,
      clock: this.clock,
      random,
      logger: pino({ level: 'trace', serializers: REQUEST_SERIALIZERS }, stream),
      keyRing: new KeyRing({ current: SIGNING_KEY }),
      instructorToken: INSTRUCTOR_TOKEN,
      cadenceMs: 1000,
      ...this.options,
    });
    await this.app.ready();
  }

  /** A new process on the same file, which nobody served for so long. */
  async restart(afterMs = 0): Promise<void> {
    await this.app.close();
    await this.store.close();
    await this.clock.advance(afterMs);
    this.store = openSqliteStore(join(this.folder, 'log.sqlite'), undefined, { clock: this.clock });
    await this.start();
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  inject(options: InjectOptions): Promise<LightMyRequestResponse> {
    return this.app.inject(options);
  }

  enrolment(words: object = {}): Promise<LightMyRequestResponse> {
    const payload = { joinCode: this.class.joinCode, studentId: 'ada', deviceId: DEVICE, ...words };
    return this.inject({ method: 'POST', url: '/api/v1/enrolments', payload });
  }

  async enrol(studentId = 'ada', words: object = {}): Promise<EnrolmentReply> {
    const response = await this.enrolment({ studentId, ...words });
    if (response.statusCode !== 201) {
      throw new Error(`cannot enrol: ${response.body}`);
    }
    return response.json();
  }

  /** Reports events `first` to `last`; `words` replace parts of the body. */
  report(token: string, first: number, last: number, words: Partial<BatchMessage> = {}): Promise<LightMyRequestResponse> {
    const events = Array.from({ length: last - first + 1 }, (_, index) => this.run(first + index));
    return this.send(token, { v: 1, sid: SID, oldest: first, sentAt: this.clock.timestamp, events, ...words });
  }

  send(token: string, payload: object | string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    const authorization = `Bearer ${token}`;
    return this.inject({
      method: 'POST',
      url: '/api/v1/batches',
      headers: { authorization, 'content-type': 'application/json', ...headers },
      payload,
    });
  }

  /** A good run of a cell, now. */
  run(seq: number, data: object = {}): OrdinaryEvent {
    const cell = { id: 'c1', index: 0 };
    return {
      seq,
      type: 'cell.executed',
      time: this.clock.timestamp,
      data: { notebook: 'a.ipynb', cell, ok: true, durationMs: 5, executionCount: seq, language: 'python', ...data },
    };
  }

  /** A help request, now. */
  call(seq: number, data: object = {}): OrdinaryEvent {
    return { seq, type: 'help.requested', time: this.clock.timestamp, data: { notebook: 'a.ipynb', ...data } };
  }

  batchOf(events: readonly WireEvent[], words: Partial<BatchMessage> = {}): BatchMessage {
    return { v: 1, sid: SID, oldest: 1, sentAt: this.clock.timestamp, events, ...words };
  }

  asInstructor(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    payload?: object,
    token = INSTRUCTOR_TOKEN,
  ): Promise<LightMyRequestResponse> {
    const headers = { authorization: `Bearer ${token}` };
    return this.inject({ method, url: `/api/v1${path}`, headers, ...(payload !== undefined && { payload }) });
  }

  async state(): Promise<ClassState> {
    return (await this.asInstructor('GET', `/classes/${this.class.id}/state`)).json();
  }

  async detail(studentId: string): Promise<StudentDetail> {
    return (await this.asInstructor('GET', `/classes/${this.class.id}/students/${encodeURIComponent(studentId)}`)).json();
  }

  async delivery(): Promise<DeliveryReport> {
    return (await this.asInstructor('GET', `/classes/${this.class.id}/delivery`)).json();
  }

  async exported(): Promise<ExportedEvent[]> {
    const response = await this.asInstructor('GET', `/classes/${this.class.id}/events?format=ndjson`);
    return response.body
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as ExportedEvent);
  }
}
