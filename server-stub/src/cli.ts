import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import { describeSettings, readInvocation, type Config } from './config';
import { openLogOutput } from './platform/log-output';
import { type RunningServer, serve } from './serve';

/** Everything accepted is answered in far less; a client that is slow to send the rest of its request is not waited for. */
const STOP_LIMIT_MS = 10_000;

async function main(): Promise<void> {
  const invocation = readInvocation(process.argv.slice(2), process.env);
  switch (invocation.kind) {
    case 'help':
      process.stdout.write(describeSettings());
      return;
    case 'version':
      process.stdout.write(`${packageJson.version}\n`);
      return;
    case 'serve':
      await run(invocation.config);
  }
}

async function run(config: Config): Promise<void> {
  // Whatever the server writes into its folder, the log included, is its owner's alone.
  process.umask(0o077);
  const logger = openLogOutput(config.logLevel);
  const server = await serve(config, {
    logger,
    dashboardRoot: fileURLToPath(new URL('web/', import.meta.url)),
    print: line => process.stdout.write(`${line}\n`),
    isOnScreen: process.stdout.isTTY,
  });
  stopOnSignals(server, () => logger.info('stopping'));
}

/** The first signal stops in good order, the second at once. */
function stopOnSignals(server: RunningServer, onStopping: () => void): void {
  let isStopping = false;
  const onSignal = (): void => {
    if (isStopping) {
      process.exit(1);
    }
    isStopping = true;
    onStopping();
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    server.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** One sentence for the operator; the stack is of no use to him. */
function fail(error: unknown): void {
  process.stderr.write(`cell-monitor-server: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
