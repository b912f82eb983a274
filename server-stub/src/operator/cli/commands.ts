import { archiveCommand } from '../commands/archive-command';
import { backupCommand } from '../commands/backup-command';
import type { Command } from '../commands/command';
import { doctorCommand } from '../commands/doctor-command';
import { initCommand } from '../commands/init-command';
import { instructorsCommand } from '../commands/instructors-command';
import { rotateKeyCommand } from '../commands/rotate-key-command';
import { serveCommand } from '../commands/serve-command';
import { studentConfigCommand } from '../commands/student-config-command';

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
