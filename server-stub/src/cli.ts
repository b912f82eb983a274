import packageJson from '../package.json' with { type: 'json' };
import { describeCommand, describeProgram } from './commands/help';
import { readInvocation } from './commands/invocation';
import { exitWithFailure } from './platform/exit';

async function main(): Promise<void> {
  const invocation = readInvocation(process.argv.slice(2), process.env);
  switch (invocation.kind) {
    case 'help':
      process.stdout.write(invocation.command === undefined ? describeProgram() : describeCommand(invocation.command));
      return;
    case 'version':
      process.stdout.write(`${packageJson.version}\n`);
      return;
    case 'run': {
      const print = (line: string): void => void process.stdout.write(`${line}\n`);
      process.exitCode = await invocation.command.run(invocation.call, { print, isOnScreen: process.stdout.isTTY });
    }
  }
}

main().catch(exitWithFailure);
