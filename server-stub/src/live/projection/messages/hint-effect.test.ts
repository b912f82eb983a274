import { describe, expect, it } from 'vitest';
import type { CheckResult, HintEffect } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import { ExerciseBoard } from '../exercises/exercise-board';
import { namedExercise } from '../exercises/exercise-identity';
import { Messages } from './messages';

const MINUTE_MS = 60_000;
const SENT_MS = 100 * MINUTE_MS;
const GRACE = { id: 'g', name: 'Grace' };
const E1 = namedExercise('a.ipynb', 'e1');

/** A hint that was sent to some about e1, and the runs of e1 that came. Times are minutes since it was sent. */
class Story {
  readonly board = new ExerciseBoard();
  readonly messages = new Messages(this.board);
  checks: readonly string[] = [];
  #id = 0;

  constructor(to: readonly string[], check?: string) {
    const addressed = { type: 'addressed', message: 'hint', exercise: E1, ...(check !== undefined && { check }) } as const;
    this.messages.send(this.#entry('', SENT_MS, 'hint'), { type: 'message', to: { errorGroup: 'e' }, text: 'Look', by: GRACE }, '1');
    to.forEach(studentId => this.messages.address(this.#entry(studentId, SENT_MS), addressed));
  }

  shown(atMinutes: number, ...to: readonly string[]): this {
    for (const studentId of to) {
      this.messages.show(this.#entry(studentId, SENT_MS + atMinutes * MINUTE_MS), { type: 'shown', messages: ['hint'] });
    }
    return this;
  }

  ran(studentId: string, atMinutes: number, ok: boolean, checks?: readonly CheckResult[]): this {
    this.#id += 1;
    const cell = checks === undefined ? { id: 'c1', index: 0, exercise: 'e1' } : { id: 't1', index: 1 };
    const told = checks === undefined ? {} : { checks };
    const run = {
      notebook: 'a.ipynb',
      cell,
      ok,

      durationMs: 5,
      executionCount: 1,
      error: null,
      code: null,
      output: null,
    };
    const key = { timeMs: SENT_MS + atMinutes * MINUTE_MS, sid: studentId, seq: this.#id };
    this.board.add(studentId, { ...run, ...told }, key);
    return this;
  }

  get effect(): HintEffect | undefined {
    const yardstick = { checks: this.checks, runningCounts: false };
    return this.messages.newest({ limit: 1, yardstickOf: () => yardstick })[0]?.effect;
  }

  #entry(studentId: string, receivedAtMs: number, id?: string) {
    this.#id += 1;
    return { kind: 'action', studentId, receivedAtMs, id: id ?? String(this.#id), action: { type: 'departed' } } as const;
  }
}

const told = (ok: boolean, check = 't1'): readonly CheckResult[] => [{ exercise: 'e1', check, ok }];

describe('what came of a hint', () => {
  it('is nothing while nobody is known to have been shown it', () => {
    expect(new Story(['ada']).ran('ada', 1, true).effect).toBeUndefined();
  });

  it('is how many of those who were shown it had a success of the cell within ten minutes, where nothing checks it', () => {
    const story = new Story(['ada', 'bob', 'eve', 'zoe']).shown(1, 'ada', 'bob').shown(2, 'eve');
    story.ran('ada', -3, true).ran('ada', 5, false).ran('ada', 11, true);
    story.ran('bob', 11.1, true).ran('zoe', 3, true);

    expect(story.effect).toEqual({ shown: 3, passed: 1, until: toTimestamp(SENT_MS + 12 * MINUTE_MS) });
    expect(story.ran('eve', 12, true).effect).toMatchObject({ passed: 2 });
  });

  it('counts what was done between reading it and saying so, and what is told late', () => {
    const story = new Story(['ada', 'bob']).ran('ada', 0.5, true).shown(1, 'ada', 'bob');
    expect(story.effect).toMatchObject({ shown: 2, passed: 1 });
    expect(story.ran('bob', 40, false).ran('bob', 4, true).effect).toMatchObject({ passed: 2 });
  });

  it('is the check, with a hint about a check', () => {
    const story = new Story(['ada', 'bob'], 't1').shown(1, 'ada', 'bob');
    story.checks = ['t1', 't2'];
    story.ran('ada', 2, true, told(true)).ran('bob', 2, true).ran('bob', 3, true, told(true, 't2'));

    expect(story.effect).toMatchObject({ passed: 1 });
  });

  it('is the exercise by all of its checks, with a hint about an error of one that has some; what failed again later was passed all the same', () => {
    const story = new Story(['ada', 'bob']).shown(1, 'ada', 'bob');
    story.checks = ['t1', 't2'];
    story.ran('ada', -1, true, told(true, 't2')).ran('ada', 2, true).ran('ada', 3, true, told(true)).ran('ada', 6, false, told(false));
    story.ran('bob', 2, true).ran('bob', 3, true, told(true));

    expect(story.effect).toMatchObject({ shown: 2, passed: 1 });
  });

  it('is without those whose data was erased', () => {
    const story = new Story(['ada', 'bob']).shown(1, 'ada', 'bob').ran('ada', 2, true);
    story.messages.erase('ada');

    expect(story.effect).toMatchObject({ shown: 1, passed: 0 });
  });
});
