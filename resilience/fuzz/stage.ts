import { randomBytes } from 'node:crypto';
import { API_PREFIX, type ClassState, type ClassSummary, type EnrolmentReply } from '../../src/protocol';
import { type Credentials, makeCredentials } from './callers';

/** Tried attempts are counted by address: the instructor of the fuzzer comes from one that no fuzzed request names. */
const INSTRUCTOR_ADDRESS = '198.51.100.1';
const STUDENTS = 30;
const NEIGHBOURS = 5;

/** The classes of a fuzzed server: one whose students knock, their neighbours', and one that must stay as it is. */
export interface Stage {
  readonly joinCode: string;
  readonly credentials: Credentials;
  readonly classIds: readonly string[];
  /** Those that an owner may do anything to. */
  readonly openClassIds: readonly string[];
  readonly studentIds: readonly string[];
  readonly studentTokens: readonly string[];
  /** What no answer and no line of the log may hold. */
  readonly secrets: readonly string[];
  /** All that instructors see of the classes, and of the canary's record: it must never change. */
  canary(): Promise<string>;
}

/** @param url of a server that was started with `instructorToken` and has its first class only */
export async function setStage(url: string, instructorToken: string): Promise<Stage> {
  const api = new Api(url, instructorToken);
  const mark = `canary${randomBytes(8).toString('hex')}`;
  const [own] = await api.call<ClassSummary[]>('GET', '/classes');
  const neighbours = await api.call<ClassSummary>('POST', '/classes', { name: 'Neighbours' });
  const canary = await api.call<ClassSummary>('POST', '/classes', { name: mark, joinCode: `${mark}-code` });
  const bird = await api.enrol(canary.joinCode, `${mark}-student`);
  await api.report(bird, `${mark}-text`);
  const students = await api.enrolMany(own?.joinCode ?? '', 'student', STUDENTS);
  const others = await api.enrolMany(neighbours.joinCode, 'neighbour', NEIGHBOURS);
  const tokens = [...students, ...others].map(({ token }) => token);
  return {
    joinCode: own?.joinCode ?? '',
    credentials: makeCredentials(
      students.map(({ token }) => token),
      others.map(({ token }) => token),
      canary.id,
      instructorToken,
    ),
    classIds: [canary.id, neighbours.id, own?.id ?? ''],
    openClassIds: [neighbours.id, own?.id ?? ''],
    studentTokens: tokens,
    studentIds: [`${mark}-student`, ...students.slice(0, 2).map(({ studentId }) => studentId)],
    secrets: [instructorToken, bird.token, mark, ...tokens],
    canary: () => api.look(canary.id),
  };
}

class Api {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async call<T>(method: string, path: string, body?: object): Promise<T> {
    return JSON.parse(await this.#send(method, path, body, this.token)) as T;
  }

  async enrol(joinCode: string, studentId: string): Promise<EnrolmentReply> {
    return this.call('POST', '/enrolments', { joinCode, studentId, deviceId: randomId() });
  }

  enrolMany(joinCode: string, name: string, count: number): Promise<EnrolmentReply[]> {
    return Promise.all(Array.from({ length: count }, (_, index) => this.enrol(joinCode, `${name}-${String(index)}`)));
  }

  async report({ token }: EnrolmentReply, text: string): Promise<void> {
    const time = new Date().toISOString();
    const events = [{ seq: 1, type: 'help.requested', time, data: { question: text, notebook: text } }];
    await this.#send('POST', '/batches', { v: 1, sid: randomId(), oldest: 1, sentAt: time, events }, token);
  }

  async look(classId: string): Promise<string> {
    const classes = await this.call<ClassSummary[]>('GET', '/classes');
    const { students, ...state } = await this.call<ClassState>('GET', `/classes/${classId}/state`);
    const events = await this.#send('GET', `/classes/${classId}/events`, undefined, this.token);
    // Time alone changes these.
    const lasting = { ...state, asOf: '', students: students.map(student => ({ ...student, status: '' })) };
    return JSON.stringify({ classes, lasting, events });
  }

  async #send(method: string, path: string, body: object | undefined, token: string): Promise<string> {
    const response = await fetch(this.url + API_PREFIX + path, {
      method,
      redirect: 'error',
      headers: {
        authorization: `Bearer ${token}`,
        'x-forwarded-for': INSTRUCTOR_ADDRESS,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path} was answered ${String(response.status)}: ${text}`);
    }
    return text;
  }
}

/** 128 random bits in base64url. */
const randomId = (): string => randomBytes(16).toString('base64url');
