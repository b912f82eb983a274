import type { Config } from '../../config/config';

/** A flag of one command, beside the settings, which every command takes. */
interface CommandOption {
  /** What follows the flag, in capitals for the help. Absent: nothing does. */
  readonly value?: string;
  readonly meaning: string;
}

/** One command as it was called. */
export interface Call {
  readonly config: Config;
  /** The flags that were given, of settings too, as text; `true` for one that takes no value. By their names without dashes. */
  readonly flags: Readonly<Record<string, string | true>>;
  /** What followed the command's name. */
  readonly operand: string | undefined;
  /** The file of `--settings`. */
  readonly settingsFile: string | undefined;
}

/** The person's side of a command. */
export interface Terminal {
  /** Writes a line to standard output. */
  readonly print: (line: string) => void;
  /** Whether the printed lines go to a person's own screen, and not into some file. */
  readonly isOnScreen: boolean;
  /** What a person types to start this program. */
  readonly programName: string;
}

/** Something that `cell-monitor-server` does. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The one word that must follow the command, in capitals for the help. Absent: none may. */
  readonly operand?: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Whether it makes the file of `--settings` instead of reading it. */
  readonly makesSettingsFile?: true;
  /** Lines for its own help. */
  readonly explanation: readonly string[];
  /**
   * Resolves to the exit code, or to undefined while the command goes on by itself.
   * @throws Error with words for the operator
   */
  readonly run: (call: Call, terminal: Terminal) => Promise<number | undefined>;
}
