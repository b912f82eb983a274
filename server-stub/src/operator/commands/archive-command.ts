import { parseWhole } from '../../config/parsers';
import { SettingsError } from '../../config/setting';
import { archive } from './archive';
import type { Call, Command } from './command';

const MAX_DAYS = 36_500;

export const archiveCommand: Command = {
  name: 'archive',
  summary: 'writes what the log holds into compressed files that outlive it',
  options: {
    class: { value: 'ID', meaning: 'only this class' },
    'older-than-days': { value: 'DAYS', meaning: 'only what is older; otherwise all that is older than a quarter of an hour' },
  },
  explanation: [
    'The files are in the data folder, under archive. Nothing is removed from the log: the server does that by itself when',
    'CELL_MONITOR_KEEP_DAYS or CELL_MONITOR_KEEP_MB tell it to, and then archives first. May run beside the server.',
  ],
  async run({ config, flags }, { print }) {
    process.umask(0o077);
    await archive(config, { classId: classOf(flags), olderThanDays: daysOf(flags) }, print);
    return 0;
  },
};

function classOf({ class: id }: Call['flags']): string | undefined {
  return id === true ? undefined : id;
}

function daysOf(flags: Call['flags']): number | undefined {
  const text = flags['older-than-days'];
  if (typeof text !== 'string') {
    return undefined;
  }
  try {
    return parseWhole(text, 0, MAX_DAYS);
  } catch (error) {
    throw new SettingsError(`--older-than-days ${(error as Error).message}`);
  }
}
