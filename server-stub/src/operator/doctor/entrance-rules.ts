import type { Config } from '../../config/config';
import { isOnlyThisMachine } from '../../platform/addresses';
import { GUIDE_URL } from '../../platform/guide';
import { type Finding, note, ok, problem, warning } from './finding';

/** What is at the server's port. */
export type PortReport =
  | { readonly kind: 'free' | 'any' }
  /** A server of ours listens there, and takes events, or tells why not. */
  | { readonly kind: 'ours'; readonly reasons: readonly string[] }
  | { readonly kind: 'unusable'; readonly reason: string };

export type CertificateReport =
  | { readonly kind: 'usable'; readonly endsAtMs: number; readonly names: readonly string[]; readonly isKeyOpenToOthers: boolean }
  | { readonly kind: 'unusable'; readonly reason: string };

/** What was found out about the way into the server. */
export interface EntranceReport {
  readonly config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'trustProxy' | 'instructorToken'>;
  readonly settingsFile: { readonly path: string; readonly isOpenToOthers: boolean } | undefined;
  /** A file that "init" wrote here, and that was not named. */
  readonly unreadSettingsFile: string | undefined;
  readonly port: PortReport;
  /** Whether a server works in the data folder of these settings; undefined where that cannot be known, since the log is in Redis. */
  readonly isFolderAtWork: boolean | undefined;
  /** Undefined: plain http. */
  readonly certificate: CertificateReport | undefined;
  /** Why the public address does not lead to the running server; undefined when it does, or nothing runs. */
  readonly publicFailure: string | undefined;
  readonly nowMs: number;
}

const DAY_MS = 86_400_000;
const RENEWAL_DAYS = 14;
/** About 128 bits in base64url would be 22; a person's phrase needs that length, too. */
const MIN_TOKEN_LENGTH = 16;

/** What is to be said about the way in. Pure. */
export function judgeEntrance(report: EntranceReport): readonly Finding[] {
  return [
    ...judgeSettingsFile(report),
    ...judgeToken(report),
    judgePort(report),
    ...judgeReach(report),
    ...judgeCertificate(report),
    ...judgePublicUrl(report),
  ];
}

function judgeSettingsFile({ settingsFile, unreadSettingsFile: unread }: EntranceReport): readonly Finding[] {
  if (settingsFile === undefined) {
    return unread === undefined
      ? [ok('settings', 'from flags and environment variables')]
      : [note('settings', `${unread} is here and was not read`, `If it was meant, add: --settings ${unread}`)];
  }
  const { path, isOpenToOthers } = settingsFile;
  return [
    isOpenToOthers
      ? warning('settings', `${path} can be read by other users of the machine, and holds secrets`, `chmod go-rwx ${path}`)
      : ok('settings', `from ${path}`),
  ];
}

function judgeToken({ config: { instructorToken } }: EntranceReport): readonly Finding[] {
  return instructorToken !== undefined && instructorToken.length < MIN_TOKEN_LENGTH
    ? [
        warning(
          'instructor token',
          `it has only ${String(instructorToken.length)} characters, and opens everything`,
          'Take it out of the settings, and the server makes a good one; or let "init" make it.',
        ),
      ]
    : [];
}

function judgePort({ config: { host, port }, port: found, isFolderAtWork }: EntranceReport): Finding {
  const where = `port ${String(port)} on ${host}`;
  if (isFolderAtWork === true && found.kind !== 'ours') {
    return warning(
      'port',
      'a server is working in the data folder at another port',
      'Repeat the flags that it was started with, or name its settings file, so that doctor looks at that one.',
    );
  }
  switch (found.kind) {
    case 'any':
      return note('port', 'the server will take a free one at every start', 'Students need an address that stays: set CELL_MONITOR_PORT.');
    case 'free':
      return ok('port', `${where} is free`);
    case 'ours':
      if (isFolderAtWork === false) {
        return problem(
          'port',
          `${where}: a class server is running there, and its data is in another folder than this one's`,
          'Run doctor in the folder in which it was started, or with its --data-dir or --settings. For a second server, choose another CELL_MONITOR_PORT.',
        );
      }
      return found.reasons.length === 0
        ? ok('port', `${where}: the server is running and takes events`)
        : problem(
            'port',
            `${where}: the server is running and takes no events: ${found.reasons.join('; ')}`,
            'See the other findings, and its log.',
          );
    case 'unusable':
      return problem('port', `${where} cannot be used: ${found.reason}`, 'Choose another with CELL_MONITOR_PORT and CELL_MONITOR_HOST.');
  }
}

function judgeReach({ config: { host, publicUrl, trustProxy }, port, certificate }: EntranceReport): readonly Finding[] {
  if (isOnlyThisMachine(host)) {
    const cure = 'For a class: --host 0.0.0.0 (CELL_MONITOR_HOST), or a proxy in front and its address in CELL_MONITOR_PUBLIC_URL.';
    const advice = port.kind === 'ours' ? `Was the server started with flags? Then repeat them here: doctor --host 0.0.0.0. ${cure}` : cure;
    return publicUrl === undefined && trustProxy === undefined ? [note('address', `${host} is this machine alone`, advice)] : [];
  }
  const advice = `Fine in a closed network. Otherwise give it a certificate, or a proxy that has one: ${GUIDE_URL}#https`;
  return certificate === undefined && trustProxy === undefined
    ? [note('https', 'it is off: others on the network can read along, and a JupyterLab on https cannot report here', advice)]
    : [];
}

function judgeCertificate({ certificate, nowMs, config: { publicUrl } }: EntranceReport): readonly Finding[] {
  if (certificate === undefined) {
    return [];
  }
  if (certificate.kind === 'unusable') {
    return [problem('certificate', certificate.reason, 'Correct CELL_MONITOR_TLS_CERT and CELL_MONITOR_TLS_KEY.')];
  }
  const { names, isKeyOpenToOthers } = certificate;
  const host = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
  return [
    judgeEnd(certificate.endsAtMs, nowMs, names),
    ...(host === undefined || names.some(name => matches(name, host))
      ? []
      : [warning('certificate', `it is not for ${host}, but for ${names.join(', ')}`, 'Get one for the name in CELL_MONITOR_PUBLIC_URL.')]),
    ...(isKeyOpenToOthers
      ? [warning('certificate', 'its key can be read by other users of the machine', 'chmod go-rwx on the key’s file')]
      : []),
  ];
}

function judgeEnd(endsAtMs: number, nowMs: number, names: readonly string[]): Finding {
  const day = new Date(endsAtMs).toISOString().slice(0, 10);
  const advice = 'Renew it. The server takes up the new files within a minute, without a restart.';
  if (endsAtMs <= nowMs) {
    return problem('certificate', `it ended on ${day}: browsers refuse it`, advice);
  }
  return endsAtMs - nowMs < RENEWAL_DAYS * DAY_MS
    ? warning('certificate', `it ends on ${day}`, advice)
    : ok('certificate', `for ${names.join(', ')}, until ${day}`);
}

/** A wildcard stands for one label. */
function matches(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1));
}

function judgePublicUrl({ config: { publicUrl, trustProxy }, certificate, publicFailure }: EntranceReport): readonly Finding[] {
  if (publicUrl === undefined) {
    return [];
  }
  const isHttps = publicUrl.startsWith('https:');
  return [
    ...(isHttps && certificate === undefined && trustProxy === undefined
      ? [
          warning(
            'proxy',
            'people come by https, so through a proxy, whose word is not believed: all students look like one client to whom guessing is slowed down',
            'Name the proxy’s address: CELL_MONITOR_TRUST_PROXY=127.0.0.1 if it is on this machine.',
          ),
        ]
      : []),
    ...(publicFailure === undefined
      ? []
      : [
          warning(
            'public address',
            `${publicUrl} does not lead here: ${publicFailure}`,
            'Look at the proxy, the firewall and the name; another machine may still reach it.',
          ),
        ]),
  ];
}
