import { type Finding, note, ok, problem, warning } from './finding';
import { describeBytes } from './quantities';

/** A file with a secret in it. */
export interface SecretReport {
  readonly path: string;
  readonly state: 'missing' | 'fine' | 'damaged' | 'open to others';
}

export type DatabaseReport =
  /** The log is in Redis. */
  | { readonly kind: 'unused' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'sound'; readonly path: string; readonly bytes: number }
  /** Not damaged, and not for this version. */
  | { readonly kind: 'newer'; readonly path: string }
  | { readonly kind: 'unusable'; readonly path: string; readonly reason: string };

/** What was found out about the data folder. */
export interface DataReport {
  readonly folder: string;
  readonly state: 'missing' | 'usable' | 'open to others' | 'not writable' | 'no folder' | { readonly cannotBeMadeIn: string };
  /** On the folder's disk; undefined when it cannot be known. */
  readonly freeBytes: number | undefined;
  readonly signingKey: SecretReport;
  /** Whether the key is in a file that several servers share, and is not made here. */
  readonly isKeyShared: boolean;
  readonly instructorToken: SecretReport;
  readonly database: DatabaseReport;
}

const MIB = 1024 ** 2;
const FREE_PROBLEM_BYTES = 200 * MIB;
const FREE_WARNING_BYTES = 2048 * MIB;

/** What is to be said about the data folder. Pure. */
export function judgeData(report: DataReport): readonly Finding[] {
  return [
    judgeFolder(report),
    ...judgeDisk(report),
    ...judgeKey(report),
    ...judgeSecret('instructor token', report.instructorToken, 'delete it: the server makes a new one and prints it.'),
    ...judgeDatabase(report.database),
  ];
}

function judgeFolder({ folder, state }: DataReport): Finding {
  if (typeof state === 'object') {
    return problem(
      'data folder',
      `${folder} is not there yet, and this user may not make it in ${state.cannotBeMadeIn}`,
      `Make it for the server’s user: install -d -m 700 -o USER ${folder}. Or name another with CELL_MONITOR_DATA_DIR.`,
    );
  }
  switch (state) {
    case 'no folder':
      return problem('data folder', `${folder} is not a folder`, 'Name another with CELL_MONITOR_DATA_DIR.');
    case 'missing':
      return note(
        'data folder',
        `${folder} is not there yet`,
        'The server makes it at its first start. If it should be there: correct CELL_MONITOR_DATA_DIR.',
      );
    case 'not writable':
      return problem('data folder', `this user may not write to ${folder}`, `Give it to the server’s user: chown -R USER ${folder}`);
    case 'open to others':
      return warning(
        'data folder',
        `${folder} is open to other users of the machine`,
        `It holds secrets and names: chmod -R go-rwx ${folder}`,
      );
    case 'usable':
      return ok('data folder', folder);
  }
}

function judgeDisk({ freeBytes }: DataReport): readonly Finding[] {
  if (freeBytes === undefined) {
    return [];
  }
  const state = `${describeBytes(freeBytes)} free`;
  const advice = 'Make room, or give the server another disk. On a full one events are refused and wait on the students’ machines.';
  if (freeBytes < FREE_PROBLEM_BYTES) {
    return [problem('disk', state, advice)];
  }
  return [freeBytes < FREE_WARNING_BYTES ? warning('disk', state, advice) : ok('disk', state)];
}

function judgeKey({ signingKey, isKeyShared }: DataReport): readonly Finding[] {
  return isKeyShared ? judgeSharedKey(signingKey) : judgeSecret('signing key', signingKey, REMAKE_KEY);
}

const REMAKE_KEY = 'delete it: the server makes a new one, and students join again by themselves.';
const SHARE_KEY = 'Copy it from another server, or make it with the command rotate-key. The server does not start without it.';

function judgeSharedKey({ path, state }: SecretReport): readonly Finding[] {
  switch (state) {
    case 'missing':
      return [problem('signing key', `${path}, which CELL_MONITOR_SIGNING_KEY_FILE names, is not there`, SHARE_KEY)];
    case 'damaged':
      return [problem('signing key', `${path} cannot be used`, SHARE_KEY)];
    case 'open to others':
      return [problem('signing key', `${path} can be read by other users, and the server refuses that`, `chmod go-rwx ${path}`)];
    case 'fine':
      return [];
  }
}

function judgeSecret(subject: string, { path, state }: SecretReport, cure: string): readonly Finding[] {
  switch (state) {
    case 'damaged':
      return [problem(subject, `${path} cannot be used`, `Restore it from a backup, or ${cure}`)];
    case 'open to others':
      return [warning(subject, `${path} can be read by other users of the machine`, `chmod go-rwx ${path}`)];
    case 'missing':
    case 'fine':
      return [];
  }
}

function judgeDatabase(database: DatabaseReport): readonly Finding[] {
  switch (database.kind) {
    case 'unused':
      return [];
    case 'missing':
      return [note('log', 'there is none yet', 'The server makes it at its first start.')];
    case 'newer':
      return [
        problem(
          'log',
          `${database.path} was made by a newer version, and this one does not touch it`,
          'Update the server; or restore the backup that was made before the newer version was started.',
        ),
      ];
    case 'unusable':
      return [
        problem(
          'log',
          `${database.path}: ${database.reason}`,
          'Stop the server, move the file away together with its -wal and -shm files, and restore a backup or start empty: the students’ machines send again what they still hold.',
        ),
      ];
    case 'sound':
      return [ok('log', `${database.path}, ${describeBytes(database.bytes)}, checked`)];
  }
}
