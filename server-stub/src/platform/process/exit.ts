/** Ends the program with one sentence for the operator; the stack is of no use to them. */
export function exitWithFailure(error: unknown): never {
  process.stderr.write(`cell-monitor-server: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
