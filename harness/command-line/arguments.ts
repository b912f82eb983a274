/** A wrong argument; the message tells which one and what it takes. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/** @throws ArgumentError unless `text` is a whole number from 1 */
export function readWhole(text: string, name: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(text)) {
    throw new ArgumentError(`--${name} takes a whole number from 1, and not "${text}".`);
  }
  return Number(text);
}

/** Runs a measurement: its result is the exit code, and a wrong argument is told in a sentence with the usage. */
export async function runMeasurement(usage: string, measure: () => Promise<number>): Promise<void> {
  try {
    process.exit(await measure());
  } catch (error) {
    const isMisuse = error instanceof ArgumentError || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
    console.error(isMisuse ? `${(error as Error).message}\n${usage}` : error);
    process.exit(isMisuse ? 2 : 1);
  }
}
