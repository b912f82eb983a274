import { archiveCommand } from './archive-command';
import { backupCommand } from './backup-command';
import type { Command } from './command';
import { doctorCommand } from './doctor-command';
import { initCommand } from './init-command';
import { instructorsCommand } from './instructors-command';
import { rotateKeyCommand } from './rotate-key-command';
import { serveCommand } from './serve-command';
import { studentConfigCommand } from './student-config-command';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  serveCommand,
  doctorCommand,
  initCommand,
  studentConfigCommand,
  instructorsCommand,
  backupCommand,
  archiveCommand,
  rotateKeyCommand,
];

/** What happens when no command is given. */
export const DEFAULT_COMMAND = serveCommand;
