import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSummary, EnrolmentReply, ExportedEvent, Problem } from '../../../src/protocol';
import { DEVICE, INSTRUCTOR_TOKEN, SID } from '../support/classroom';
import { DataFolder, ServerProcess } from '../support/server-process';

const MIB = 1024 * 1024;
/** Health looks at the disk every ten seconds. */
const PATIENCE_MS = 60_000;
const instructor = { authorization: `Bearer ${INSTRUCTOR_TOKEN}` };

let folder: DataFolder;
let server: ServerProcess;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await server.exit;
  spawnSync('umount', [join(folder.path, 'disk')]);
  folder.remove();
});

async function start(dataDir: string): Promise<string> {
  server = await ServerProcess.start(['--port', '0', '--data-dir', dataDir], { CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN });
  return server.listening();
}

async function enrol(url: string): Promise<string> {
  const [only] = (await (await fetch(`${url}/api/v1/classes`, { headers: instructor })).json()) as ClassSummary[];
  const body = JSON.stringify({ joinCode: only?.joinCode, studentId: 'ada', deviceId: DEVICE });
  const reply = await fetch(`${url}/api/v1/enrolments`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await reply.json()) as EnrolmentReply).token;
}

function report(url: string, token: string, seq: number): Promise<Response> {
  const time = new Date().toISOString();
  const events = Array.from({ length: 10 }, (_, index) => ({ seq: seq + index, type: 'x', time, data: { text: 'x'.repeat(10_000) } }));
  const body = JSON.stringify({ v: 1, sid: SID, oldest: 1, sentAt: time, events });
  return fetch(`${url}/api/v1/batches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  });
}

/** Reports as a client does, from the last acknowledged event on, waiting for as long as it is told to. */
async function reportUntilRefused(url: string, token: string, from: number): Promise<{ hwm: number; refusal: Problem }> {
  let hwm = from - 1;
  for (;;) {
    const reply = await report(url, token, hwm + 1);
    const answer = (await reply.json()) as Problem & { readonly hwm?: number };
    if (reply.status === 503) {
      return { hwm, refusal: answer };
    }
    if (reply.status === 202) {
      hwm = answer.hwm ?? hwm;
    } else {
      await delay(answer.retryAfterMs ?? 100);
    }
  }
}

async function reportUntilTaken(url: string, token: string, seq: number): Promise<void> {
  while ((await report(url, token, seq)).status !== 202) {
    await delay(50);
  }
}

const readinessOf = async (url: string): Promise<{ status: number; reasons: readonly string[] }> => {
  const reply = await fetch(`${url}/api/v1/health/ready`);
  return { status: reply.status, reasons: ((await reply.json()) as { reasons?: readonly string[] }).reasons ?? [] };
};

async function exportedSeqs(url: string): Promise<number[]> {
  const text = await (await fetch(`${url}/api/v1/classes/default/events?format=ndjson`, { headers: instructor })).text();
  return text
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as ExportedEvent).seq);
}

interface BadDay {
  /** The highest acknowledged event, and all events that an export had. */
  readonly hwm: number;
  readonly exported: readonly number[];
  readonly refusal: Problem;
  /** What health said meanwhile. */
  readonly reasons: readonly string[];
  readonly exportedAfterwards: readonly number[];
}

/** Reports until there is no room and health says so; then makes room, and goes on when health says that it is well. */
async function live(url: string, token: string, makeRoom: () => void): Promise<BadDay> {
  const { hwm, refusal } = await reportUntilRefused(url, token, 1);
  let readiness = await readinessOf(url);
  while (readiness.status === 200) {
    await report(url, token, hwm + 1);
    readiness = await readinessOf(url);
  }
  const exported = await exportedSeqs(url);
  makeRoom();
  while ((await readinessOf(url)).status !== 200) {
    await delay(50);
  }
  await reportUntilTaken(url, token, hwm + 1);
  return { hwm, exported, refusal, reasons: readiness.reasons, exportedAfterwards: await exportedSeqs(url) };
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

function expectNothingLost({ hwm, exported, refusal, exportedAfterwards }: BadDay): void {
  expect(refusal).toMatchObject({ code: 'unavailable', status: 503 });
  expect(exported).toEqual(upTo(hwm));
  expect(exportedAfterwards).toEqual(upTo(hwm + 10));
}

/** Mounts a disk of its own size into the folder, which takes an administrator. */
function mountDisk(path: string, bytes: number): boolean {
  mkdirSync(path);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${String(bytes)}`, 'tmpfs', path]).status === 0;
}

const isMountAllowed = ((): boolean => {
  const probe = new DataFolder();
  const path = join(probe.path, 'disk');
  const isAllowed = mountDisk(path, MIB);
  spawnSync('umount', [path]);
  probe.remove();
  return isAllowed;
})();

describe.skipIf(!isMountAllowed)('a disk that is full', () => {
  it(
    'refuses with 503 and acknowledges nothing, health names it, and the server heals by itself when there is room',
    async () => {
      const disk = join(folder.path, 'disk');
      mountDisk(disk, 128 * MIB);
      const ballast = join(disk, 'ballast');
      // Room for the reserve, and for some reports: a download is on record, also when there is room for nothing else.
      writeFileSync(ballast, Buffer.alloc(112 * MIB));
      const url = await start(disk);
      const day = await live(url, await enrol(url), () => rmSync(ballast));

      expectNothingLost(day);
      expect(day.reasons.join('\n')).toMatch(/^log: the disk is full$|^disk: only \d MB are free$/mu);
    },
    PATIENCE_MS,
  );
});

describe.skipIf(!isMountAllowed)('a disk that one student has filled', () => {
  it(
    'lets the owner erase that student, release a name and change the key, and then takes reports again',
    async () => {
      const disk = join(folder.path, 'disk');
      mountDisk(disk, 64 * MIB);
      // What is left is less than one student may send at once: beyond that they are slowed, and the disk takes minutes.
      writeFileSync(join(disk, 'filler'), Buffer.alloc(36 * MIB));
      const url = await start(disk);
      const token = await enrol(url);
      await reportUntilRefused(url, token, 1);
      // What little the reports left goes, too.
      spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'ballast')}`, 'bs=4096']);
      expect((await report(url, token, 1_000_000)).status).not.toBe(202);

      const rotated = await ServerProcess.start(['rotate-key', '--data-dir', disk]);
      expect(await rotated.exit).toMatchObject({ code: 0 });
      const released = await fetch(`${url}/api/v1/classes/default/enrolments/ada`, { method: 'DELETE', headers: instructor });
      expect(released.status).toBe(204);
      const erased = await fetch(`${url}/api/v1/classes/default/students/ada/data`, { method: 'DELETE', headers: instructor });
      expect(erased.status).toBe(204);
      expect((await (await fetch(`${url}/api/v1/classes/default/events?format=ndjson`, { headers: instructor })).text()).trim()).toBe('');

      // The space that erasing made is everybody's again.
      rmSync(join(disk, 'ballast'));
      const again = await enrol(url);
      await reportUntilTaken(url, again, 1);
    },
    PATIENCE_MS,
  );
});

describe.skipIf(spawnSync('prlimit', ['--version']).status !== 0)('a quota that is used up', () => {
  it(
    'refuses with 503 and acknowledges nothing, health names it, and the server heals by itself when there is room',
    async () => {
      const url = await start(folder.path);
      const token = await enrol(url);
      const limit = (bytes: string): unknown => execFileSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:`]);
      limit(String(MIB));
      const day = await live(url, token, () => limit('unlimited'));

      expectNothingLost(day);
      expect(day.reasons).toEqual(['log: the disk refuses writes: it has failed, or a quota is used up']);
    },
    PATIENCE_MS,
  );
});
