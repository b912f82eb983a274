import packageJson from '../../../package.json' with { type: 'json' };
import { describeCommand, describeProgram } from './help';
import { readInvocation } from './invocation';
import { exitWithFailure } from '../../platform/process/exit';
import { outliveReader } from '../../platform/process/log-output';

/** Does what the command line says; what goes wrong ends the process with a sentence. */
export async function main(): Promise<void> {
  outliveReader();
  await runCommandLine().catch(exitWithFailure);
}

async function runCommandLine(): Promise<void> {
  const programName = process.env['npm_lifecycle_event'] === 'server' ? 'npm run server --' : 'cell-monitor-server';
  const invocation = readInvocation(process.argv.slice(2), process.env);
  switch (invocation.kind) {
    case 'help': {
      const { command } = invocation;
      process.stdout.write(command === undefined ? describeProgram(programName) : describeCommand(command, programName));
      return;
    }
    case 'version':
      process.stdout.write(`${packageJson.version}\n`);
      return;
    case 'run': {
      const print = (line: string): void => void process.stdout.write(`${line}\n`);
      process.exitCode = await invocation.command.run(invocation.call, { print, isOnScreen: process.stdout.isTTY, programName });
    }
  }
}
