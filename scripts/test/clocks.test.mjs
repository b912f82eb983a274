import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../project/paths.mjs';

/**
 * Intervals are measured by a clock that cannot be set; wall time is for stamps, and for deadlines that are stored or shared. So whoever
 * reckons with wall time stands here, with the reason; a file that is not here takes `monotonicMs` (in the dashboard `monotonic`).
 */
const RECKONS_WITH_WALL_TIME = {
  'server-stub/src/access/auth/ingest-tokens.ts': 'a token says until when it is good; one of the future is over',
  'server-stub/src/access/auth/instructor-access.ts': 'so does a session',
  'server-stub/src/live/feed/class-feed.ts':
    'a metric: from the stamp of an entry, which another process may have set, to the viewers; never below 0',
  'server-stub/src/live/feed/feeds.ts': 'which classes were active lately, by stamps of their snapshots: only what is prepared first',
  'server-stub/src/live/presence/redis-presence.ts':
    'how long ago another process heard of a page, by its stamp; never below 0, and forgotten when it is old',
  'server-stub/src/live/sessions/begin-session.ts': 'whether a session has begun within a minute, by its stamp in the log',
  'server-stub/src/live/view/class-view.ts': 'whether an entry is new, by its stamp: only who is charged for it',
  'server-stub/src/live/view/log-follower.ts': 'whether a log may have lost an entry, by its stamp',
  'server-stub/src/operator/commands/doctor-command.ts': 'does the same',
  'server-stub/src/operator/doctor/redis/redis-examination.ts': "compares the clock with Redis's",
  'server-stub/src/record/erasure/routes.ts': 'whether somebody joined a short while ago, by the stamp of it: only who waits for whom',
  'server-stub/src/platform/watched-clock.ts': 'does the same, before anything is stamped after it',
  'src/platform/clock.ts': 'finds that the clock was set, by both clocks',
  'src/client/sending/pump.ts': 'finds that the machine slept, which the monotonic clock of some browsers does not count',
  'src/client/status/read-status.ts': 'a stamp to be shown, of a time that a monotonic clock measured',
};

/** What the wall clock is called. */
const HOUSES = [
  { folder: 'server-stub/src', wall: 'wallMs', monotonic: 'monotonicMs' },
  { folder: 'server-stub/web', wall: 'now', monotonic: 'monotonic' },
  { folder: 'src', wall: 'wallMs', monotonic: 'monotonicMs' },
];
const NOT_PRODUCT = /\.(?:test|contract)\.tsx?$|[\\/](?:testing|fixtures)[\\/]/u;
const OPERATOR = '(?:[-+]|[<>]=?)';

/**
 * The lines of a source that reckon with what a clock's method gives, in the same line or over a constant of the same function.
 * @param {string} source @param {string} method
 * @returns {string[]}
 */
function linesThatReckonWith(source, method) {
  const call = `[\\w.#]*\\b${method}\\(\\)`;
  const reckoning = new RegExp(`${call} ${OPERATOR} |[\\w)] ${OPERATOR} ${call}`, 'u');
  const naming = new RegExp(`(?:const|let) (\\w+)(?:: \\w+)? = ${call}`, 'u');
  /** @type {string[]} */
  let names = [];
  return source.split('\n').filter(line => {
    // What is said of a name holds until its function ends, which is where the formatter has a brace at the margin or one step in.
    names = /^(?: {2})?\}/u.test(line) ? [] : names;
    const bare = line.replaceAll(/\/\/.*$|=>/gu, '');
    const [, name] = naming.exec(line) ?? [];
    if (name !== undefined) {
      names.push(name);
    }
    const isByName = names.some(known => new RegExp(`\\b${known}\\b ${OPERATOR} |[\\w)] ${OPERATOR} ${known}\\b`, 'u').test(bare));
    return reckoning.test(bare) || isByName;
  });
}

/** @param {{ folder: string, wall: string }} house */
function filesThatReckonWithWallTime({ folder, wall }) {
  const files = readdirSync(join(ROOT, folder), { recursive: true })
    .map(name => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter(name => /\.tsx?$/u.test(name) && !NOT_PRODUCT.test(name));
  return files
    .map(file => ({ file, lines: linesThatReckonWith(readFileSync(join(ROOT, file), 'utf8'), wall) }))
    .filter(({ lines }) => lines.length > 0);
}

const found = HOUSES.flatMap(filesThatReckonWithWallTime);

describe('intervals', () => {
  it('are measured by a clock that cannot be set', () => {
    expect(found.filter(({ file }) => !Object.hasOwn(RECKONS_WITH_WALL_TIME, file))).toEqual([]);
  });

  it('are excepted by no line that is needless', () => {
    const files = new Set(found.map(({ file }) => file));

    expect(Object.keys(RECKONS_WITH_WALL_TIME).filter(file => !files.has(file))).toEqual([]);
  });

  it.each([
    ['if (clock.wallMs() - startedAtMs > LIMIT_MS) {'],
    ['const isLate = () => clock.wallMs() > dueAtMs;'],
    ['const dueAtMs = this.#clock.wallMs() + PERIOD_MS;'],
    ['const nowMs = clock.wallMs();\n  if (nowMs - known.madeAtMs < FRESH_MS) {'],
    ['const nowMs = clock.wallMs();\n  return entries.filter(({ atMs }) => atMs < nowMs);'],
  ])('that go by wall time would be found: %s', source => {
    expect(linesThatReckonWith(source, 'wallMs')).toHaveLength(1);
  });

  it.each([
    ['entries.push({ receivedAtMs: clock.wallMs() });'],
    ['const onRun = (moved: number): void => metrics.ran(moved, clock.wallMs());'],
    ['if (clock.monotonicMs() - startedAtMs > LIMIT_MS) {'],
    ['const nowMs = clock.wallMs();\n}\nfunction other() {\n  const nowMs = clock.monotonicMs();\n  return nowMs - madeAtMs;'],
  ])('stamps and monotonic time are none: %s', source => {
    expect(linesThatReckonWith(source, 'wallMs')).toEqual([]);
  });
});

describe('stamps', () => {
  it.each(HOUSES)('of $folder are never taken from a clock that starts anywhere', ({ folder, monotonic }) => {
    const stamp = new RegExp(`(?:toTimestamp|new Date)\\([^)]*\\b${monotonic}\\(\\)`, 'u');
    const files = readdirSync(join(ROOT, folder), { recursive: true }).map(String);

    expect(files.filter(name => /\.tsx?$/u.test(name) && stamp.test(readFileSync(join(ROOT, folder, name), 'utf8')))).toEqual([]);
  });
});
