import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../../config/config';
import { CONNECTIONS_TO_A_MASTER } from '../doctor/redis/redis-report';
import { warnOfRedis } from '../doctor/redis/warn-of-redis';
import { Metrics } from '../../observability/metrics/metrics';
import { systemClock } from '../../platform/clock';
import { openLogOutput, outliveLostOutput } from '../../platform/process/log-output';
import { startProcessProbe } from '../../platform/process/process-probe';
import { systemRandom } from '../../platform/random';
import { onParentGone, onStopSignals } from '../../platform/process/signals';
import { systemStopwatch } from '../../platform/stopwatch';
import { choosePort } from '../../app/listen';
import { serve, type ServeDeps } from '../../app/serve';
import { DEFAULT_SETTINGS_FILE } from '../../config/settings-file';
import { passToWorkers, Primary } from '../workers/primary';
import { isFirstWorker, isWorker, PrimaryLine } from '../workers/worker';
import type { Command, Terminal } from './command';
import { DASHBOARD_ROOT } from './dashboard-root';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'runs the server; what happens when no command is given',
  options: {},
  explanation: ['Runs until it is told to stop (Ctrl-C or SIGTERM), and finishes what it has accepted.'],
  async run({ config, settingsFile }, terminal) {
    // Whatever the server writes into its folder, the log included, is its owner's alone.
    process.umask(0o077);
    outliveLostOutput();
    // Among the words for a person, lines of JSON only say what went wrong.
    const logger = openLogOutput(config.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info'));
    if (isWorker()) {
      return serveAsWorker(config, terminal, logger);
    }
    if (settingsFile === undefined && existsSync(DEFAULT_SETTINGS_FILE)) {
      logger.warn(`${DEFAULT_SETTINGS_FILE} is here and is not read; if it was meant, add: --settings ${DEFAULT_SETTINGS_FILE}`);
    }
    void warnOfStore(config, logger);
    return config.workers > 1 ? lead(config, terminal, logger) : serveAlone(config, terminal, logger);
  },
};

async function warnOfStore({ redisUrl, redisPrefix: keyPrefix, workers }: Config, logger: Logger): Promise<void> {
  if (redisUrl !== undefined) {
    const warn = (line: string): void => void process.stderr.write(`${line}\n`);
    const deps = { keyPrefix, clock: systemClock, stopwatch: systemStopwatch, logger, warn };
    await warnOfRedis(redisUrl, CONNECTIONS_TO_A_MASTER * workers, deps);
  }
}

function surroundingsOf(terminal: Terminal, logger: Logger, metrics: Metrics): ServeDeps {
  return { ...terminal, logger, metrics, dashboardRoot: DASHBOARD_ROOT };
}

async function serveAlone(config: Config, terminal: Terminal, logger: Logger): Promise<undefined> {
  // A server that cannot listen must not leave a class behind, in what is likely the wrong folder.
  const begun = choosePort(config).then(() =>
    serve(config, surroundingsOf(terminal, logger, new Metrics({ probe: startProcessProbe(systemClock) }))),
  );
  // From the first moment: whoever reads where it listens may stop it at once.
  const stop = onStopSignals(async () => {
    logger.info('stopping');
    await (await begun).stop();
    sayGoodbye(config, terminal);
  });
  onParentGone(stop);
  await begun;
}

async function lead(config: Config, terminal: Terminal, logger: Logger): Promise<number | undefined> {
  // All workers, those too that come when every other has died, must take the same one.
  passToWorkers(['--port', String(await choosePort(config))]);
  const primary = new Primary({ logger, clock: systemClock, random: systemRandom });
  const stop = onStopSignals(async () => {
    logger.info('stopping');
    await primary.stop();
    sayGoodbye(config, terminal);
  });
  onParentGone(stop);
  return (await primary.start(config.workers)) ? undefined : 1;
}

/** For a person who pressed Ctrl-C, whose shell has just put `^C` on the line. */
function sayGoodbye({ redisUrl, dataDir }: Config, { isOnScreen, print }: Terminal): void {
  if (isOnScreen) {
    print(`\nStopped. Everything is kept in ${redisUrl === undefined ? resolve(dataDir) : 'Redis'}.`);
  }
}

/** The workers share the terminal: one of them greets, once. */
async function serveAsWorker(config: Config, terminal: Terminal, logger: Logger): Promise<undefined> {
  const metrics = new Metrics({ probe: startProcessProbe(systemClock) });
  const deps = surroundingsOf(isFirstWorker() ? terminal : { ...terminal, print: () => undefined }, logger, metrics);
  const begun = serve(config, { ...deps, gatherReports: () => line.gather() });
  const line = new PrimaryLine(
    metrics,
    onStopSignals(async () => (await begun).stop()),
  );
  await begun;
  line.tellReady();
}
