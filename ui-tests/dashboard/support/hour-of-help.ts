import { randomBytes } from 'node:crypto';
import { type Browser, expect, type Page } from '@playwright/test';
import { createSeededRandom } from '../../../simulation/virtual/seeded-random';
import type { ClassState, ExportedEvent, NewInstructor } from '../../../src/protocol';
import { joinClass, type Joined, sendBatch } from './reporting';
import { checkSteps, isWaiting, type StepOfExport } from './claims-of-record';
import { linesOf, wordOf } from './help-lines';
import { Dashboard } from '../../support/dashboard';

/** A server that can be cut off and come back where it was. */
export interface Stage {
  readonly url: string;
  readonly dashboardUrl: string;
  readonly ownerToken: string;
  /** Kills it as a power cut would, and starts it again on the same port and data. */
  readonly restart: () => Promise<void>;
}

/** What somebody does in an hour of help; `race` is two who press the same at once. */
export type Turn = 'call' | 'withdraw' | 'press' | 'race' | 'lose network' | 'restart' | 'look';

const STUDENTS = ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve'];
const COLLEAGUES = ['Mona', 'Noor'];
/** Less often what takes long. */
const WEIGHTS: readonly (readonly [Turn, number])[] = [
  ['call', 8],
  ['withdraw', 2],
  ['press', 16],
  ['race', 3],
  ['lose network', 2],
  ['restart', 1],
  ['look', 3],
];
const ONLINE_AGAIN_MS = 30_000;
/** On a machine that has much else to do. */
const PRESSED_WITHIN_MS = 8000;

interface Student {
  readonly name: string;
  readonly joined: Joined;
  readonly sid: string;
  seq: number;
  calls: number;
}

/** Three instructors in browsers of their own, and students who call, by a seed: the same turns every time. */
export class HourOfHelp {
  readonly tally = new Map<string, number>();
  readonly #random: () => number;
  readonly #students: Student[] = [];
  readonly #pages: { readonly page: Page; readonly name: string }[] = [];

  constructor(
    private readonly stage: Stage,
    seed: number,
  ) {
    this.#random = createSeededRandom(seed).draw;
  }

  async open(browser: Browser, joinCode: string): Promise<void> {
    const { stage } = this;
    for (const name of STUDENTS) {
      const deviceId = randomBytes(16).toString('base64url');
      const joined = await joinClass(stage.url, { joinCode, studentId: name.toLowerCase(), displayName: name, team: '', deviceId });
      this.#students.push({ name, joined, sid: randomBytes(16).toString('base64url'), seq: 0, calls: 0 });
    }
    await this.#openPage(browser, 'Owner', stage.ownerToken);
    for (const name of COLLEAGUES) {
      const { token } = (await this.#ask('POST', '/instructors', { name, role: 'assistant' })) as NewInstructor;
      await this.#openPage(browser, name, token);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#pages.map(({ page }) => page.context().close()));
  }

  /** So many turns, drawn by weight; every tenth and the last look whether all is well. */
  async play(turns: number): Promise<void> {
    for (let turn = 1; turn <= turns; turn += 1) {
      await this.take(this.#drawTurn());
      if (turn % 10 === 0) {
        await this.take('look');
      }
    }
    await this.take('look');
  }

  async take(turn: Turn): Promise<void> {
    this.#count(turn);
    switch (turn) {
      case 'call':
        return this.#report(this.#pick(this.#students), 'help.requested');
      case 'withdraw':
        return this.#report(this.#pick(this.#students), 'help.withdrawn');
      case 'press':
        return this.#press(this.#pick(this.#pages).page);
      case 'race': {
        const name = this.#pick(this.#students).name;
        await Promise.all(
          this.#pages.map(({ page }) => this.#click(page, new RegExp(`^(?:I’m going|Take over|Mark as helped): ${name}$`, 'u'))),
        );
        return;
      }
      case 'lose network': {
        const { page } = this.#pick(this.#pages);
        await page.context().setOffline(true);
        await this.#press(page);
        await this.#report(this.#pick(this.#students), 'help.requested');
        await page.context().setOffline(false);
        return;
      }
      case 'restart':
        return this.stage.restart();
      case 'look':
        return this.#look();
    }
  }

  /** Whether every page shows what the server has, and the record tells of nothing lost, doubled or answered by two. */
  async #look(): Promise<void> {
    for (const { page, name } of this.#pages) {
      await expect(page.getByText('Live', { exact: true }), `${name} is live`).toBeVisible({ timeout: ONLINE_AGAIN_MS });
    }
    await expect(async () => {
      const { help, students } = (await this.#ask('GET', '/classes/default/state')) as ClassState;
      const waiting = help.filter(({ status }) => status === 'open' || status === 'claimed');
      for (const { page, name } of this.#pages) {
        const shown = await linesOf(page);
        const due = waiting.map(call => `${nameOf(call.studentId)}: ${wordOf(call, name, students)}`).toSorted();
        expect(shown, `what ${name} sees`).toEqual(due);
      }
    }).toPass({ timeout: ONLINE_AGAIN_MS });
    await this.#checkRecord();
  }

  async #checkRecord(): Promise<void> {
    const events = await this.#export();
    for (const { name, sid, seq, calls } of this.#students) {
      const own = events.filter(event => event.sid === sid);
      expect(
        own.map(event => event.seq),
        `${name}'s events, each once`,
      ).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
      expect(
        own.filter(({ type }) => type === 'help.requested'),
        `${name}'s calls`,
      ).toHaveLength(calls);
    }
    const steps = events.filter(({ type }) => type === 'instructor.help').map(({ data }) => data as StepOfExport);
    expect(checkSteps(steps), 'steps that somebody else’s claim forbids').toEqual([]);
    Map.groupBy(steps, ({ step }) => step).forEach((each, step) => this.tally.set(`on record: ${step}`, each.length));
    const { help } = (await this.#ask('GET', '/classes/default/state')) as ClassState;
    const callers = help.filter(({ status }) => status === 'open' || status === 'claimed').map(({ studentId }) => studentId);
    expect(new Set(callers).size, 'calls that wait, one for each caller').toBe(callers.length);
    const expected = this.#students
      .filter(student => isWaiting(events, { sid: student.sid, studentId: student.joined.studentId }, help))
      .map(({ joined }) => joined.studentId);
    expect(callers.toSorted(), 'who waits').toEqual(expected.toSorted());
  }

  /** One button of the list, or of the bar that follows "Mark as helped". */
  async #press(page: Page): Promise<void> {
    const buttons = page.locator('.who-next-list .claim-buttons button, .helped-bar button');
    const names = await buttons.evaluateAll(all => all.map(button => button.getAttribute('aria-label') ?? button.textContent ?? ''));
    const name = names.length === 0 ? undefined : this.#pick(names);
    if (name !== undefined && name !== 'Add a note') {
      await this.#click(page, name);
    }
  }

  /** A button that goes in the moment in which it is pressed is none. */
  async #click(page: Page, name: string | RegExp): Promise<void> {
    const button = page.getByRole('button', { name, exact: true }).first();
    await button.click({ timeout: (await button.count()) === 0 ? 1 : PRESSED_WITHIN_MS }).then(
      () => this.#count('pressed'),
      () => this.#count('gone before it was pressed'),
    );
  }

  /** A page keeps an event until it is acknowledged, whatever becomes of the server. */
  async #report(student: Student, type: 'help.requested' | 'help.withdrawn'): Promise<void> {
    student.seq += 1;
    student.calls += Number(type === 'help.requested');
    const { joined, sid, seq } = student;
    const event = { seq, type, time: new Date().toISOString(), data: { notebook: 'a.ipynb', question: `Question ${String(seq)}` } };
    await expect(() => sendBatch(this.stage.url, joined, sid, [event])).toPass({ timeout: ONLINE_AGAIN_MS });
  }

  async #openPage(browser: Browser, name: string, token: string): Promise<void> {
    const page = await (await browser.newContext()).newPage();
    await new Dashboard(page).open(this.stage.dashboardUrl.replace(this.stage.ownerToken, token));
    this.#pages.push({ page, name });
  }

  async #export(): Promise<readonly ExportedEvent[]> {
    const response = await this.#request('GET', '/classes/default/events?format=ndjson');
    return (await response.text())
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as ExportedEvent);
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    return (await this.#request(method, path, body)).json();
  }

  async #request(method: string, path: string, body?: object): Promise<Response> {
    const headers = { authorization: `Bearer ${this.stage.ownerToken}`, 'content-type': 'application/json' };
    const response = await fetch(`${this.stage.url}/api/v1${path}`, {
      redirect: 'error',
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path} was answered ${String(response.status)}: ${await response.text()}`);
    }
    return response;
  }

  #drawTurn(): Turn {
    let at = this.#random() * WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);
    return WEIGHTS.find(([, weight]) => (at -= weight) < 0)?.[0] ?? 'press';
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T;
  }

  #count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }
}

const nameOf = (studentId: string): string => STUDENTS.find(name => name.toLowerCase() === studentId) ?? studentId;
