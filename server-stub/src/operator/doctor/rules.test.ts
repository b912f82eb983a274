import { describe, expect, it } from 'vitest';
import { type DataReport, judgeData } from './data-rules';
import { describeFindings } from './describe-findings';
import { type EntranceReport, judgeEntrance } from './entrance-rules';
import { type Finding, note, ok, problem, warning } from './finding';
import { judgeMachine, type MachineReport } from './machine-rules';

/** Everything that is not as it should be, as `level subject`; each with advice. */
function complaints(findings: readonly Finding[]): string[] {
  const rest = findings.filter(({ level }) => level !== 'ok');
  expect(rest.every(({ advice }) => advice !== undefined)).toBe(true);
  return rest.map(({ level, subject }) => `${level} ${subject}`);
}

describe('the machine', () => {
  const fine: MachineReport = { nodeVersion: '24.21.0', openFilesLimit: 65_536, isDashboardBuilt: true, clockJumpMs: 3 };

  it.each<[string, Partial<MachineReport>, string[]]>([
    ['that is fine', {}, []],
    ['with the oldest Node that will do', { nodeVersion: '22.13.0' }, []],
    ['with an old Node', { nodeVersion: '22.12.1' }, ['problem Node']],
    ['that allows few open files', { openFilesLimit: 1024 }, ['problem open files']],
    ['that allows some open files', { openFilesLimit: 2048 }, ['warning open files']],
    ['that does not tell', { openFilesLimit: undefined }, []],
    ['without a dashboard', { isDashboardBuilt: false }, ['warning dashboard']],
    ['whose clock is set now and then', { clockJumpMs: -900 }, ['note clock']],
  ])('%s', (_name, part, expected) => {
    expect(complaints(judgeMachine({ ...fine, ...part }))).toEqual(expected);
  });
});

describe('the data', () => {
  const fine: DataReport = {
    folder: '/data',
    state: 'usable',
    freeBytes: 1e11,
    signingKey: { path: '/data/key', state: 'fine' },
    isKeyShared: false,
    instructorToken: { path: '/data/token', state: 'missing' },
    database: { kind: 'sound', path: '/data/log.sqlite', bytes: 5000 },
  };

  it.each<[string, Partial<DataReport>, string[]]>([
    ['that are fine', {}, []],
    ['of a new server', { state: 'missing', database: { kind: 'missing' } }, ['note data folder', 'note log']],
    ['of a server on Redis', { database: { kind: 'unused' } }, []],
    ['in a folder that cannot be written', { state: 'not writable' }, ['problem data folder']],
    ['in a folder that cannot be made', { state: { cannotBeMadeIn: '/' } }, ['problem data folder']],
    ['in a file', { state: 'no folder' }, ['problem data folder']],
    ['in a folder that everybody can read', { state: 'open to others' }, ['warning data folder']],
    ['on a disk that is nearly full', { freeBytes: 1e9 }, ['warning disk']],
    ['on a full disk', { freeBytes: 1e8 }, ['problem disk']],
    ['whose key is damaged', { signingKey: { path: '/data/key', state: 'damaged' } }, ['problem signing key']],
    ['whose key is not made yet', { signingKey: { path: '/data/key', state: 'missing' } }, []],
    ['whose shared key is missing', { signingKey: { path: '/key', state: 'missing' }, isKeyShared: true }, ['problem signing key']],
    ['whose shared key is open', { signingKey: { path: '/key', state: 'open to others' }, isKeyShared: true }, ['problem signing key']],
    ['whose token is open', { instructorToken: { path: '/data/token', state: 'open to others' } }, ['warning instructor token']],
    ['of a newer version', { database: { kind: 'newer', path: '/data/log.sqlite' } }, ['problem log']],
    ['that are damaged', { database: { kind: 'unusable', path: '/data/log.sqlite', reason: 'damaged' } }, ['problem log']],
  ])('%s', (_name, part, expected) => {
    expect(complaints(judgeData({ ...fine, ...part }))).toEqual(expected);
  });
});

describe('the way in', () => {
  const DAY_MS = 86_400_000;
  const nowMs = Date.parse('2026-11-22T09:00:00Z');
  const certificate = { kind: 'usable', endsAtMs: nowMs + 60 * DAY_MS, names: ['class.example.org'], isKeyOpenToOthers: false } as const;
  const config = { host: '0.0.0.0', port: 8600, publicUrl: 'https://class.example.org', trustProxy: undefined, instructorToken: undefined };
  const fine: EntranceReport = {
    config,
    settingsFile: { path: 'class.env', isOpenToOthers: false },
    unreadSettingsFile: undefined,
    port: { kind: 'free' },
    isFolderAtWork: false,
    certificate,
    publicFailure: undefined,
    nowMs,
  };
  const http = { certificate: undefined, config: { ...config, publicUrl: undefined } };

  it.each<[string, Partial<EntranceReport>, string[]]>([
    ['by a certificate', {}, []],
    ['by a wildcard certificate', { certificate: { ...certificate, names: ['*.example.org'] } }, []],
    ['by a certificate of a deeper wildcard', { certificate: { ...certificate, names: ['*.org'] } }, ['warning certificate']],
    ['by a certificate that ends soon', { certificate: { ...certificate, endsAtMs: nowMs + 13 * DAY_MS } }, ['warning certificate']],
    ['by a certificate that has ended', { certificate: { ...certificate, endsAtMs: nowMs - 1 } }, ['problem certificate']],
    ['by files that cannot be used', { certificate: { kind: 'unusable', reason: 'junk' } }, ['problem certificate']],
    ['by a key that everybody can read', { certificate: { ...certificate, isKeyOpenToOthers: true } }, ['warning certificate']],
    ['by a proxy', { certificate: undefined, config: { ...config, host: '127.0.0.1', trustProxy: ['loopback'] } }, []],
    ['by a proxy that is not believed', { certificate: undefined, config: { ...config, host: '127.0.0.1' } }, ['warning proxy']],
    ['by plain http', http, ['note https']],
    ['from this machine alone', { ...http, config: { ...http.config, host: '127.0.0.1' } }, ['note address']],
    ['by a port that changes', { port: { kind: 'any' } }, ['note port']],
    ['by a port that another has', { port: { kind: 'unusable', reason: 'taken' } }, ['problem port']],
    ['to a server that runs', { port: { kind: 'ours', reasons: [] }, isFolderAtWork: true }, []],
    ['to a server on Redis', { port: { kind: 'ours', reasons: [] }, isFolderAtWork: undefined }, []],
    ['to a server of another folder', { port: { kind: 'ours', reasons: [] }, isFolderAtWork: false }, ['problem port']],
    ['that is not the one of the server that works in the folder', { isFolderAtWork: true }, ['warning port']],
    ['to a server that takes nothing', { port: { kind: 'ours', reasons: ['log: the disk is full'] } }, ['problem port']],
    ['by an address that leads elsewhere', { publicFailure: 'ECONNREFUSED' }, ['warning public address']],
    ['by a token that is short', { config: { ...config, instructorToken: 'letmein' } }, ['warning instructor token']],
    ['with settings that everybody can read', { settingsFile: { path: 'class.env', isOpenToOthers: true } }, ['warning settings']],
    ['with a file that was not read', { settingsFile: undefined, unreadSettingsFile: 'cell-monitor.env' }, ['note settings']],
  ])('%s', (_name, part, expected) => {
    expect(complaints(judgeEntrance({ ...fine, ...part }))).toEqual(expected);
  });
});

describe('doctor without the flags of the server that runs', () => {
  it('says that they must be repeated', () => {
    const config = { host: '127.0.0.1', port: 8600, publicUrl: undefined, trustProxy: undefined, instructorToken: undefined };
    const adviceAt = (port: EntranceReport['port']): string | undefined =>
      judgeEntrance({
        config,
        settingsFile: undefined,
        unreadSettingsFile: undefined,
        port,
        isFolderAtWork: false,
        certificate: undefined,
        publicFailure: undefined,
        nowMs: 0,
      }).find(({ subject }) => subject === 'address')?.advice;

    expect(adviceAt({ kind: 'ours', reasons: [] })).toMatch(/repeat them here: doctor --host 0\.0\.0\.0/u);
    expect(adviceAt({ kind: 'free' })).not.toContain('repeat');
  });
});

describe('the findings', () => {
  it('are lines with what to do below them, and a last word', () => {
    const findings = [ok('Node', '24.21.0'), problem('disk', 'full', 'Make room.'), warning('clock', 'wrong', 'Set it.')];

    expect(describeFindings(findings, false)).toEqual([
      'ok       Node: 24.21.0',
      'problem  disk: full',
      '         → Make room.',
      'warning  clock: wrong',
      '         → Set it.',
      '',
      '1 problem and 1 warning: not ready for a class. Do what the arrows say, and run doctor again.',
    ]);
  });

  it('end well when there is nothing to do, or with what may not stay well', () => {
    expect(describeFindings([ok('Node', '24'), note('log', 'none yet', 'Wait.')], false).at(-1)).toBe('All is well.');
    expect(describeFindings([warning('clock', 'wrong', 'Set it.')], false).at(-1)).toMatch(/^1 warning: it works/u);
  });
});
