import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { Metrics } from '../metrics/metrics';
import { systemClock } from '../platform/clock';
import { findFreePort } from '../platform/free-port';
import { openLogOutput } from '../platform/log-output';
import { systemRandom } from '../platform/random';
import { startProcessProbe } from '../platform/process-probe';
import { onStopSignals } from '../platform/signals';
import { serve, type Surroundings } from '../serve';
import { passToWorkers, Primary } from '../workers/primary';
import { isFirstWorker, isWorker, PrimaryLine } from '../workers/worker';
import type { Command, Terminal } from './command';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'runs the server; what happens when no command is given',
  options: {},
  explanation: ['Runs until it is told to stop (Ctrl-C or SIGTERM), and finishes what it has accepted.'],
  async run({ config }, terminal) {
    // Whatever the server writes into its folder, the log included, is its owner's alone.
    process.umask(0o077);
    const logger = openLogOutput(config.logLevel);
    if (isWorker()) {
      return serveAsWorker(config, terminal, logger);
    }
    return config.workers > 1 ? lead(config, logger) : serveAlone(config, terminal, logger);
  },
};

function surroundingsOf(terminal: Terminal, logger: Logger, metrics: Metrics): Surroundings {
  return { ...terminal, logger, metrics, dashboardRoot: fileURLToPath(new URL('web/', import.meta.url)) };
}

async function serveAlone(config: Config, terminal: Terminal, logger: Logger): Promise<undefined> {
  const server = await serve(config, surroundingsOf(terminal, logger, new Metrics({ probe: startProcessProbe(systemClock) })));
  onStopSignals(() => {
    logger.info('stopping');
    return server.stop();
  });
}

async function lead({ workers, host, port }: Config, logger: Logger): Promise<number | undefined> {
  if (port === 0) {
    // All workers, those too that come when every other has died, must take the same one.
    passToWorkers(['--port', String(await findFreePort(host))]);
  }
  const primary = new Primary({ logger, clock: systemClock, random: systemRandom });
  onStopSignals(() => {
    logger.info('stopping');
    return primary.stop();
  });
  return (await primary.start(workers)) ? undefined : 1;
}

/** The workers share the terminal: one of them greets, once. */
async function serveAsWorker(config: Config, terminal: Terminal, logger: Logger): Promise<undefined> {
  const metrics = new Metrics({ probe: startProcessProbe(systemClock) });
  const surroundings = surroundingsOf(isFirstWorker() ? terminal : { ...terminal, print: () => undefined }, logger, metrics);
  const begun = serve(config, { ...surroundings, gatherReports: () => line.gather() });
  const line = new PrimaryLine(
    metrics,
    onStopSignals(async () => (await begun).stop()),
  );
  await begun;
  line.tellReady();
}
