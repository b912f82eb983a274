import { join } from 'node:path';
import type { Logger } from 'pino';
import { watchOptions } from './watch-options';
import { type AppDeps, createApp } from './app';
import { listen } from './listen';
import { announceKey } from '../access/auth/announce-key';
import { KeyRing } from '../access/auth/key-ring';
import { ClassDirectory } from '../class/classes/class-directory';
import { ensureFirstClass, whenReachable } from '../class/classes/first-class';
import type { Config } from '../config/config';
import { ReadingThread } from '../ingest/reading/reading-thread';
import { SnapshotFolder } from '../live/snapshots/snapshot-folder';
import { openHub, openHubStaff } from '../access/hub/open-hub';
import { describeDataFolder, hasLog, takeFolder } from './storage/data-folder';
import { openStore } from './storage/open-store';
import type { Store } from './storage/store';
import type { Metrics, ProcessReport } from '../observability/metrics/metrics';
import { lanAddresses } from '../platform/addresses';
import { systemClock } from '../platform/clock';
import { openLoopGauge } from '../platform/loop-gauge';
import { systemRandom } from '../platform/random';
import { WatchedClock } from '../platform/watched-clock';
import type { ClassRecord } from '../class/registry/registry';
import type { Archive } from '../log/archive/archive';
import { archiveFolderOf, openArchive } from '../log/archive/open-archive';
import { type RetainedStore, retainStore } from '../record/retention/retained-store';
import { openSecrets } from '../access/auth/secrets';
import type { Certificate } from './tls/certificate-files';
import { openTls, renewCertificate } from './tls/serving';
import { type Address, describeClasses, describeServer } from './welcome';

export interface RunningServer {
  /** Stops accepting, answers what was accepted, closes the feeds and the log. */
  stop(): Promise<void>;
}

export interface ServeDeps {
  readonly logger: Logger;
  /** What this process counts. */
  readonly metrics: Metrics;
  /** The counts of all processes of this server; undefined for one that runs alone. */
  readonly gatherReports?: () => Promise<readonly ProcessReport[]>;
  /** The folder of the dashboard's build. */
  readonly dashboardRoot: string;
  /** Prints a line for people. */
  readonly print: (line: string) => void;
  /** Whether the printed lines go to a person's own screen, and not into some file. */
  readonly isOnScreen: boolean;
}

/** A Redis that is starting, too, is waited for this long before the server listens without it. */
const STORE_WAIT_MS = 5000;
/** Beside the program's bundle. */
const READING_PROGRAM = new URL('reading-program.mjs', import.meta.url);

/** One for the whole process: who notices that it was set tells all. */
const clock = new WatchedClock(systemClock);

/** Starts the whole server: secrets, store, first class, app, socket. @throws Error with words for the operator */
export async function serve(config: Config, deps: ServeDeps): Promise<RunningServer> {
  const tls = openTls(config);
  const isNew = !hasLog(config);
  const secrets = openSecrets(config, systemRandom);
  const keyRing = new KeyRing(secrets.signingKeys, { read: secrets.rereadKeys, clock });
  const archive = openArchive(archiveFolderOf(config.dataDir), systemRandom);
  const giveFolderBack = takeFolder(config);
  const retained = openRetainedStore(config, deps, archive);
  const { store } = retained;
  const batchReader = new ReadingThread(READING_PROGRAM, clock, error =>
    deps.logger.warn({ reason: error.message }, 'the thread that reads large reports has ended: this one reads them'),
  );
  const stopping = new AbortController();
  try {
    const find = (): Promise<readonly ClassRecord[]> => findClasses(config, retained, keyRing, deps.logger);
    const classes = await whenReachable(find, { clock, signal: stopping.signal, limitMs: STORE_WAIT_MS });
    const { instructorToken } = secrets;
    const app = createApp({ ...appDeps(config, deps, store, tls?.certificate), keyRing, instructorToken, archive, batchReader });
    const port = await listen(app, config, deps.gatherReports !== undefined);
    const scheme = tls === undefined ? 'http' : 'https';
    const address: Address = { ...config, port, scheme, lanAddresses: lanAddresses() };
    printAll(deps, describeServer(address, secrets, deps.isOnScreen));
    renewCertificate(tls, app, deps.logger, stopping.signal);
    announce(deps, address, find, stopping.signal, classes);
    printAll(deps, await describeDataFolder(config, isNew, store, classes));
    retained.startJanitor();
    return {
      async stop() {
        stopping.abort();
        await app.close();
        batchReader.close();
        await store.close();
        giveFolderBack();
      },
    };
  } catch (error) {
    await store.close();
    giveFolderBack();
    throw error;
  }
}

function openRetainedStore(config: Config, { logger, metrics }: ServeDeps, archive: Archive): RetainedStore<Store> {
  const onRun = (movedFiles: number, didSucceed: boolean): void => metrics.janitor.ran(movedFiles, didSucceed, clock.wallMs());
  return retainStore(openStore(config), { archive, limits: config, clock, random: systemRandom, logger, onRun });
}

function appDeps(
  config: Config,
  { logger, metrics, gatherReports, dashboardRoot }: ServeDeps,
  store: Store,
  certificate: Certificate | undefined,
): Omit<AppDeps, 'keyRing' | 'instructorToken'> {
  const { cadenceMs, maxStudents, allowedOrigins, trustProxy, studentQuotaMb, baseUrl, publicUrl } = config;
  return {
    store,
    snapshots: openSnapshots(config),
    clock,
    random: systemRandom,
    loopGauge: openLoopGauge(),
    logger,
    metrics,
    watch: watchOptions(config, logger),
    hub: openHub(config, logger),
    hubStaff: openHubStaff(config, logger),
    cadenceMs,
    maxStudents,
    dashboardRoot,
    baseUrl,
    publicUrl,
    ...(gatherReports !== undefined && { gatherReports }),
    ...(allowedOrigins !== undefined && { allowedOrigins }),
    ...(studentQuotaMb > 0 && { studentQuotaBytes: studentQuotaMb * 1024 * 1024 }),
    ...(trustProxy !== undefined && { trustProxy }),
    ...(certificate !== undefined && { certificate }),
  };
}

function openSnapshots({ dataDir }: Config): SnapshotFolder {
  const folder = new SnapshotFolder(join(dataDir, 'snapshots'), systemRandom);
  void folder.removeAbandoned(clock.wallMs());
  return folder;
}

/** What must be done before the store takes its first entry. @throws LogUnavailableError */
async function findClasses(config: Config, retained: RetainedStore<Store>, keys: KeyRing, logger: Logger): Promise<readonly ClassRecord[]> {
  const { registry } = retained.store;
  await retained.reconcile();
  await announceKey(registry, keys, logger);
  return ensureFirstClass(new ClassDirectory(registry, clock, systemRandom), config.cadenceMs);
}

/** Prints the join codes, now or when the store can be reached. */
function announce(
  deps: ServeDeps,
  address: Address,
  find: () => Promise<readonly ClassRecord[]>,
  signal: AbortSignal,
  classes: readonly ClassRecord[] | undefined,
): void {
  if (classes !== undefined) {
    printAll(deps, describeClasses(classes, address));
    return;
  }
  deps.print('the log cannot be reached yet: the server answers 503 until it can, and tries by itself');
  whenReachable(find, { clock, signal }).then(
    found => printAll(deps, describeClasses(found ?? [], address)),
    (error: unknown) => deps.logger.error({ err: error }, 'the first class could not be made'),
  );
}

function printAll({ print }: ServeDeps, lines: readonly string[]): void {
  for (const line of lines) {
    print(line);
  }
}
