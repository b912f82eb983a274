import type { ClassState, HelpRequest, SentMessage } from '../../src/protocol';

/** An instructor who works by the API, as the dashboard does. */
export class Instructor {
  /** @param token of the instructor who may do everything */
  constructor(
    readonly serverUrl: string,
    readonly token: string,
  ) {}

  async calls(): Promise<readonly HelpRequest[]> {
    return ((await this.#ask('GET', 'state')) as ClassState).help;
  }

  async answerCall(id: string, status: 'claimed' | 'resolved'): Promise<void> {
    await this.#ask('PATCH', `help/${id}`, { status });
  }

  async setQueue(state: 'open' | 'paused' | 'closed'): Promise<void> {
    await this.#ask('PUT', 'queue', { state });
  }

  async write(studentId: string, text: string): Promise<void> {
    await this.#ask('POST', 'messages', { to: { studentId }, text });
  }

  async messages(): Promise<readonly SentMessage[]> {
    return ((await this.#ask('GET', 'messages')) as { messages: SentMessage[] }).messages;
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.serverUrl}/api/v1/classes/default/${path}`, {
      method,
      redirect: 'error',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${String(response.status)} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }
}
