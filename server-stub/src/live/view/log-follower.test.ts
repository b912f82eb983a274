import { describe, expect, it } from 'vitest';
import { LogUnavailableError } from '../../databases/log-unavailable';
import type { EnrolledEntry, EventLog, StoredEntry } from '../../log/event-log';
import { VirtualClock } from '../../../test/support/virtual-clock';
import { LogFollower } from './log-follower';

/** A log of which only reading is asked; what is in it may grow while it is read. */
class ReadableLog {
  readonly entries: StoredEntry[] = [];
  isDown = false;
  /** Resolves the readings one by one, when a test wants to hold them. */
  gate: Promise<void> = Promise.resolve();

  receivedAtMs = 0;

  add(...names: string[]): void {
    for (const studentId of names) {
      const entry: EnrolledEntry = { kind: 'enrolled', studentId, displayName: studentId, team: '', receivedAtMs: this.receivedAtMs };
      this.entries.push({ position: String(this.entries.length + 1), entry });
    }
  }

  async read(_classId: string, after: string, limit: number): Promise<readonly StoredEntry[]> {
    if (this.isDown) {
      throw new LogUnavailableError('down');
    }
    const page = this.entries.slice(Number(after), Number(after) + limit);
    await this.gate;
    return page;
  }
}

function follow(log: ReadableLog, clock = new VirtualClock()): { follower: LogFollower; seen: string[] } {
  const seen: string[] = [];
  const onEntry = function* ({ entry: { studentId } }: StoredEntry) {
    if (studentId === 'poison') {
      throw new Error('cannot be understood');
    }
    seen.push(studentId);
    yield;
  };
  return { follower: new LogFollower(log as unknown as EventLog, 'default', onEntry, clock), seen };
}

/** Time that passes whenever it is looked at. */
class BusyClock extends VirtualClock {
  #passedMs = 0;

  override monotonicMs(): number {
    return super.monotonicMs() + this.#passedMs++;
  }
}

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `s${String(index)}`);

describe('following a log', () => {
  it('hands on each entry once, in order, page by page', async () => {
    const log = new ReadableLog();
    const { follower, seen } = follow(log);
    log.add(...names(250));
    await follower.catchUp();
    log.add('late');
    await Promise.all([follower.catchUp(), follower.catchUp(), follower.catchUp()]);

    expect(seen).toEqual([...names(250), 'late']);
  });

  it('sees what was there when it was asked, even while an older reading is under way', async () => {
    const log = new ReadableLog();
    const { follower, seen } = follow(log);
    let open = (): void => undefined;
    log.gate = new Promise(resolve => (open = resolve));
    const older = follower.catchUp();
    log.add('new');
    const asked = follower.catchUp();
    open();
    await older;
    expect(seen).toEqual([]);
    await asked;

    expect(seen).toEqual(['new']);
  });

  it('says when the log is down, and goes on where it stopped', async () => {
    const log = new ReadableLog();
    const { follower, seen } = follow(log);
    log.add('first');
    await follower.catchUp();
    log.isDown = true;
    await expect(follower.catchUp()).rejects.toThrow(LogUnavailableError);
    log.isDown = false;
    log.add('second');
    await follower.catchUp();

    expect(seen).toEqual(['first', 'second']);
  });

  it('is not stopped for ever by an entry that cannot be understood', async () => {
    const log = new ReadableLog();
    const { follower, seen } = follow(log);
    log.add('before', 'poison', 'after');
    await expect(follower.catchUp()).rejects.toThrow('cannot be understood');
    await follower.catchUp();

    expect(seen).toEqual(['before', 'after']);
  });

  it.each([
    ['at a lower position than the last that was read', ['new']],
    ['at the same position', ['new', 'newer']],
    ['beyond it, too', ['new', 'newer', 'newest']],
  ])('reads all again when the log has lost its tail, and misses nothing that came since %s', async (_where, since) => {
    const clock = new VirtualClock();
    const log = new ReadableLog();
    log.receivedAtMs = clock.wallMs();
    const { follower, seen } = follow(log, clock);
    log.add('a', 'b', 'lost', 'lost too');
    await follower.catchUp();
    log.entries.splice(2);
    log.add(...since);
    await follower.catchUp();
    log.add('last');
    await follower.catchUp();

    expect(seen).toEqual(['a', 'b', 'lost', 'lost too', 'a', 'b', ...since, 'last']);
  });

  it('does not ask again for what is so old that it was kept', async () => {
    const log = new ReadableLog();
    const { follower, seen } = follow(log);
    log.add('old', 'older');
    await follower.catchUp();
    log.entries.splice(1);
    log.add('another');
    await follower.catchUp();

    expect(seen).toEqual(['old', 'older']);
  });

  it('lets others have a turn while somebody waits for a long log', async () => {
    const log = new ReadableLog();
    const { follower, seen } = follow(log, new BusyClock());
    log.add(...names(50));
    const asked = follower.catchUp();
    const seenAtTurns: number[] = [];
    while (seen.length < 50) {
      await new Promise(resolve => setImmediate(resolve));
      seenAtTurns.push(seen.length);
    }
    await asked;

    expect(seen).toHaveLength(50);
    expect(seenAtTurns.length).toBeGreaterThan(5);
  });

  it('lets others have a turn within one entry, of which the position does not tell before all of it is taken in', async () => {
    const log = new ReadableLog();
    log.add('first', 'long');
    const done = { steps: 0 };
    const onEntry = function* ({ entry: { studentId } }: StoredEntry) {
      for (let step = 0; step < (studentId === 'long' ? 100 : 0); step++) {
        done.steps += 1;
        yield;
      }
    };
    const follower = new LogFollower(log as unknown as EventLog, 'default', onEntry, new BusyClock());
    const asked = follower.catchUp();
    const turns: { steps: number; position: string }[] = [];
    while (done.steps < 100) {
      await new Promise(resolve => setImmediate(resolve));
      turns.push({ steps: done.steps, position: follower.position });
    }
    await asked;

    const between = turns.filter(turn => turn.steps > 0 && turn.steps < 100);
    expect(between.length).toBeGreaterThan(5);
    expect(new Set(between.map(({ position }) => position))).toEqual(new Set(['1']));
    expect(follower.position).toBe('2');
  });

  it('takes real pauses while nobody waits, and none from when somebody does', async () => {
    const log = new ReadableLog();
    const clock = new BusyClock();
    const { follower, seen } = follow(log, clock);
    log.add(...names(50));
    const gently = follower.catchUpGently();
    // After each of them a pause takes three.
    await clock.advance(40);
    const seenBefore = seen.length;
    const asked = follower.catchUp();
    await clock.advance(30);
    await Promise.all([gently, asked]);

    expect(seenBefore).toBeGreaterThan(0);
    expect(seenBefore).toBeLessThan(13);
    expect(seen).toHaveLength(50);
  });
});

describe('students whose entries take long', () => {
  /** Entries of which each takes a millisecond a step; a student with `long` in their name has a hundred in each. */
  function followLong(log: ReadableLog) {
    const clock = new BusyClock();
    const order: string[] = [];
    const turns: [string, number][] = [];
    const onEntry = function* ({ entry: { studentId } }: StoredEntry) {
      for (let step = 0; step < (studentId.includes('long') ? 100 : 1); step++) {
        yield;
      }
      order.push(studentId);
    };
    const onTurn = ({ studentId }: { readonly studentId: string }, ms: number): void => void turns.push([studentId, ms]);
    return { order, turns, follower: new LogFollower(log as unknown as EventLog, 'default', onEntry, clock, onTurn) };
  }

  it('keep nobody waiting who comes after them, and the order of each one stays', async () => {
    const log = new ReadableLog();
    const { follower, order } = followLong(log);
    log.add(...Array.from({ length: 30 }, () => 'long'), 'ada', 'bob', 'ada');
    await follower.catchUp();

    expect(order.slice(0, 3)).toEqual(['ada', 'bob', 'ada']);
    expect(order).toHaveLength(33);
    expect(follower.position).toBe('33');
  });

  it('keep nobody waiting who came while theirs were taken in', async () => {
    const log = new ReadableLog();
    const { follower, order } = followLong(log);
    log.add(...Array.from({ length: 100 }, () => 'long'));
    const asked = follower.catchUp();
    await new Promise(resolve => setImmediate(resolve));
    log.add('ada');
    await asked;

    expect(order.indexOf('ada')).toBeLessThan(10);
  });

  it('are told from the others by the time that theirs take', async () => {
    const log = new ReadableLog();
    const { follower, turns } = followLong(log);
    log.add('ada', 'long');
    await follower.catchUp();
    const spentMs = (whose: string): number => turns.filter(([studentId]) => studentId === whose).reduce((sum, [, ms]) => sum + ms, 0);

    expect(spentMs('long')).toBeGreaterThan(90);
    expect(spentMs('ada')).toBeLessThan(10);
  });

  it('do not keep a reading from its end by reporting on and on', async () => {
    const log = new ReadableLog();
    const { follower } = followLong(log);
    log.add(...Array.from({ length: 20 }, () => 'long'));
    const asked = follower.catchUp().then(() => true);
    let isRead = false;
    for (let turn = 0; turn < 5000 && !isRead; turn++) {
      log.add('long');
      isRead = await Promise.race([asked, new Promise<false>(resolve => setImmediate(() => resolve(false)))]);
    }

    expect(isRead).toBe(true);
    expect(Number(follower.position)).toBeLessThan(log.entries.length);
  });
});
