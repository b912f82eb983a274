import { backUp } from './backup';
import type { Command } from './command';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'copies everything that the log holds, while the server runs or not',
  operand: 'TARGET',
  options: {},
  explanation: [
    'TARGET must not be there yet: a file for a log in SQLite, a folder for one in Redis. What it wrote is read back and checked.',
    'Not in it: the secrets in the data folder (signing key, instructor token); copy those once, to a safe place. What a copy of a log in',
    'Redis lacks besides, it says at the end.',
  ],
  async run({ config, operand = '' }, { print }) {
    // A copy of the log is as private as the log.
    process.umask(0o077);
    await backUp(config, operand, print);
    return 0;
  },
};
