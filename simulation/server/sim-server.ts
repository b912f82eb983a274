import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { createApp } from '../../server-stub/src/app/app';
import { KeyRing } from '../../server-stub/src/access/auth/key-ring';
import { generateSigningKeys, type SigningKeys } from '../../server-stub/src/access/auth/signing-key';
import { LogUnavailableError } from '../../server-stub/src/databases/log-unavailable';
import type { EventLog } from '../../server-stub/src/log/event-log';
import { openSqliteStore } from '../../server-stub/src/app/storage/sqlite-store';
import type { Store } from '../../server-stub/src/app/storage/store';
import type { Clock } from '../../server-stub/src/platform/clock';
import {
  type ClassState,
  DEFAULT_POLICY,
  type DeliveryReport,
  type ExerciseMatrix,
  type ExportedEvent,
  type HelpAnswer,
  type NewInstructor,
} from '../../src/protocol';
import type { SeededRandom } from '../virtual/seeded-random';
import type { VirtualClock } from '../virtual/virtual-clock';

export const JOIN_CODE = 'plum-tiger';
const INSTRUCTOR_TOKEN = 'instructor';
const CLASS_ID = 'default';

/** An answer of the server, as it would travel. */
export interface ServerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** The real server application on a real SQLite log, with the misfortunes that befall a machine. */
export class SimServer {
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #directory = mkdtempSync(join(tmpdir(), 'cell-monitor-simulation-'));
  #file = 0;
  #signingKeys: SigningKeys;
  #store: Store | undefined;
  #app: FastifyInstance | undefined;
  #snapshot: string | undefined;
  /** While true the log takes nothing. */
  isLogDown = false;

  constructor(clock: VirtualClock, random: SeededRandom) {
    this.#clock = clock;
    this.#random = random;
    this.#signingKeys = this.#drawKeys();
  }

  /** Starts on the present log file. */
  async start(): Promise<void> {
    const store = openSqliteStore(this.#path);
    const { registry } = store;
    await registry.createClass({ id: CLASS_ID, name: 'Class', joinCode: JOIN_CODE, policy: DEFAULT_POLICY, createdAtMs: 0 });
    this.#store = { ...store, log: this.#failing(store.log) };
    this.#app = createApp({
      store: this.#store,
      clock: this.#serverClock(),
      random: { fraction: this.#random.draw, bytes: this.#random.bytes },
      logger: pino({ enabled: false }),
      keyRing: new KeyRing(this.#signingKeys),
      instructorToken: INSTRUCTOR_TOKEN,
      cadenceMs: DEFAULT_POLICY.cadenceMs,
    });
    await this.#app.ready();
  }

  async stop(): Promise<void> {
    await this.#app?.close();
    await this.#store?.close();
    this.#app = undefined;
    this.#store = undefined;
  }

  get isRunning(): boolean {
    return this.#app !== undefined;
  }

  /** Another server takes this one's place, with an empty log. */
  async replace(): Promise<void> {
    await this.stop();
    this.#file += 1;
    this.#snapshot = undefined;
    await this.start();
  }

  /** Remembers the log as it is: what follows is the tail that may be lost. */
  async takeSnapshot(): Promise<void> {
    await this.stop();
    this.#snapshot = join(this.#directory, 'snapshot');
    copyFileSync(this.#path, this.#snapshot);
    await this.start();
  }

  /** The machine crashes and comes back without all that it wrote since the snapshot. */
  async loseTail(): Promise<void> {
    if (this.#snapshot !== undefined) {
      await this.stop();
      this.#file += 1;
      copyFileSync(this.#snapshot, this.#path);
      await this.start();
    }
  }

  /** No token signed so far is good any more. */
  async revokeTokens(): Promise<void> {
    await this.stop();
    this.#signingKeys = this.#drawKeys();
    await this.start();
  }

  /** @throws Error while the server is down */
  async post(url: string, headers: Record<string, string>, body: string): Promise<ServerAnswer> {
    if (this.#app === undefined) {
      throw new Error('connection refused');
    }
    const answer = await this.#app.inject({ method: 'POST', url, headers, payload: body });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  }

  async exportEvents(): Promise<readonly ExportedEvent[]> {
    const body = await this.#get(`/api/v1/classes/${CLASS_ID}/events?format=ndjson`);
    return body
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as ExportedEvent);
  }

  async deliveryReport(): Promise<DeliveryReport> {
    return JSON.parse(await this.#get(`/api/v1/classes/${CLASS_ID}/delivery`)) as DeliveryReport;
  }

  async readState(): Promise<ClassState> {
    return JSON.parse(await this.#get(`/api/v1/classes/${CLASS_ID}/state`)) as ClassState;
  }

  async readExercises(): Promise<ExerciseMatrix> {
    return JSON.parse(await this.#get(`/api/v1/classes/${CLASS_ID}/exercises`)) as ExerciseMatrix;
  }

  /** Somebody else helps the class. @returns what they answer help requests with */
  async addAssistant(name: string): Promise<(helpId: string, status: HelpAnswer) => Promise<void>> {
    const { token } = JSON.parse(await this.#instruct('POST', '/api/v1/instructors', { name, role: 'assistant' })) as NewInstructor;
    return async (helpId, status) => void (await this.#instruct('PATCH', `/api/v1/classes/${CLASS_ID}/help/${helpId}`, { status }, token));
  }

  async answerAsOwner(helpId: string, status: HelpAnswer): Promise<void> {
    await this.#instruct('PATCH', `/api/v1/classes/${CLASS_ID}/help/${helpId}`, { status });
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #get(url: string): Promise<string> {
    return this.#instruct('GET', url);
  }

  async #instruct(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, token = INSTRUCTOR_TOKEN): Promise<string> {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await this.#app?.inject({ method, url, headers, ...(payload !== undefined && { payload }) });
    if (answer === undefined || answer.statusCode >= 300) {
      throw new Error(`${url} answered ${String(answer?.statusCode)}: ${answer?.body ?? ''}`);
    }
    return answer.body;
  }

  get #path(): string {
    return join(this.#directory, `log-${String(this.#file)}.sqlite`);
  }

  #drawKeys(): SigningKeys {
    return generateSigningKeys({ fraction: this.#random.draw, bytes: this.#random.bytes });
  }

  #serverClock(): Clock {
    const clock = this.#clock;
    return {
      // The server's clock is right: only the students' clocks jump.
      wallMs: () => clock.trueMs(),
      monotonicMs: () => clock.monotonicMs(),
      setTimeout: (callback, delayMs) => clock.setTimeout(callback, delayMs),
    };
  }

  #failing(log: EventLog): EventLog {
    return new Proxy(log, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') {
          return member;
        }
        return (...args: unknown[]): unknown => {
          if (this.isLogDown && (name === 'append' || name === 'highWaterMark' || name === 'record')) {
            return Promise.reject(new LogUnavailableError('simulated'));
          }
          return member.apply(target, args);
        };
      },
    });
  }
}
