import { fileURLToPath } from 'node:url';
import { openLogOutput } from '../platform/log-output';
import { onStopSignals } from '../platform/signals';
import { serve } from '../serve';
import type { Command } from './command';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'runs the server; what happens when no command is given',
  options: {},
  explanation: ['Runs until it is told to stop (Ctrl-C or SIGTERM), and finishes what it has accepted.'],
  async run({ config }, terminal) {
    // Whatever the server writes into its folder, the log included, is its owner's alone.
    process.umask(0o077);
    const logger = openLogOutput(config.logLevel);
    const server = await serve(config, { ...terminal, logger, dashboardRoot: fileURLToPath(new URL('web/', import.meta.url)) });
    onStopSignals(() => {
      logger.info('stopping');
      return server.stop();
    });
    return undefined;
  },
};
