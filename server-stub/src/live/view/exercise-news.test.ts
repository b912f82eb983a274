import { beforeEach, describe, expect, it } from 'vitest';
import type { OrdinaryEvent } from '../../../../src/protocol';
import { ClassProjection } from '../projection/class-projection';
import { ExerciseNews } from './exercise-news';

const AT_MS = Date.parse('2026-11-22T09:00:00.000Z');

let projection: ClassProjection;
let news: ExerciseNews;
let seq: number;
beforeEach(() => {
  projection = new ClassProjection();
  news = new ExerciseNews(projection);
  seq = 0;
});

const runOf = (exercise: string): OrdinaryEvent => ({
  seq: ++seq,
  type: 'cell.executed',
  time: new Date(AT_MS).toISOString(),
  data: {
    notebook: 'week-1.ipynb',
    cell: { id: exercise, index: 0, exercise },
    ok: true,
    durationMs: 1,
    executionCount: 1,
    language: 'python',
  },
});

function report(studentId: string, ...exercises: readonly string[]): void {
  const events = exercises.map(runOf);
  const range = { first: events[0]?.seq ?? 1, last: seq };
  const sid = studentId.padEnd(22, '_');
  const times = { sentAt: new Date(AT_MS).toISOString(), receivedAtMs: AT_MS };
  projection.fold({ kind: 'batch', studentId, team: '', sid, ...range, ...times, eventsJson: JSON.stringify(events), rejected: [] });
}

const invented = Array.from({ length: 500 }, (_, index) => `invented-${String(index)}`);

describe('what viewers are told of exercises', () => {
  it('is told at most once a second', () => {
    report('ada', 'q1');
    expect(news.look(0)).toEqual(['exercises']);
    report('bob', 'q1');

    expect(news.look(999)).toEqual([]);
    expect(news.look(1000)).toEqual(['exercises']);
  });

  it('comes no later because one student invents hundreds', () => {
    report('ada', 'q1', 'q2');
    report('bob', 'q1', 'q2');
    report('mallory', ...invented);
    news.look(0);
    expect(news.exercises.length).toBeGreaterThan(400);
    report('carol', 'q1');

    expect(news.look(1100)).toEqual(['exercises']);
  });

  it('comes more rarely where a class has hundreds', () => {
    report('ada', ...invented);
    report('bob', ...invented);
    news.look(0);
    report('carol', ...invented.slice(0, 1));

    expect(news.isDue(4000)).toBe(false);
    expect(news.isDue(5100)).toBe(true);
  });
});

describe('a look that is taken in steps', () => {
  it('finds what one in a piece finds, whatever comes between two steps', () => {
    report('ada', ...invented.slice(0, 20));
    const steps = news.view.lookInSteps();
    steps.next();
    steps.next();
    report('bob', ...invented.slice(0, 30));
    const started = (): number[] => news.view.exercises().map(state => state.started);
    const between = started();
    for (const _ of steps) {
      // To its end.
    }

    expect(between.toSorted((a, b) => a - b)).toEqual([...Array<number>(10).fill(1), ...Array<number>(20).fill(2)]);
    expect(started()).toEqual(between);
  });
});
