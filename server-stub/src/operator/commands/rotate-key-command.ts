import { existsSync, rmSync } from 'node:fs';
import { sqliteFileOf } from '../../app/storage/open-store';
import type { Config } from '../../config/config';
import { reserveFileOf } from '../../databases/sqlite/disk-reserve';
import { systemRandom } from '../../platform/random';
import { rotateKeys } from '../../access/auth/secrets';
import type { Command } from './command';

/** Uses the room that the log keeps for such a day. A server that runs takes it back when there is some. @throws Error with words for the operator */
function rotateOnFullDisk(config: Config): string {
  try {
    return rotateKeys(config, systemRandom);
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    const file = reserveFileOf(sqliteFileOf(config.dataDir));
    if (!isFull || !existsSync(file)) {
      throw error;
    }
    rmSync(file);
    return rotateKeys(config, systemRandom);
  }
}

export const rotateKeyCommand: Command = {
  name: 'rotate-key',
  summary: "makes a new key to sign students' tokens with; tokens of the key before stay good",
  options: {},
  explanation: [
    'The new key is used from the next start on. Tokens and sessions of the key before it stay good, those of older keys end: when rotate-key',
    'runs again within 8 days, students who were away that long join again, which their JupyterLab does by itself.',
    'Several servers: run it once, copy the file to all of them, then start each again.',
  ],
  async run({ config }, { print }) {
    print(`${rotateOnFullDisk(config)}: has a new key, for its owner alone`);
    print('Next: copy it to the other servers, if there are any, and start each again.');
    return 0;
  },
};
