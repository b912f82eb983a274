import { systemRandom } from '../../platform/random';
import { rotateKeys } from '../../access/auth/secrets';
import type { Command } from './command';

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
    print(`${rotateKeys(config, systemRandom)}: has a new key, for its owner alone`);
    print('Next: copy it to the other servers, if there are any, and start each again.');
    return 0;
  },
};
