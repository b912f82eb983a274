/** The work of every pattern and of every function that reads students' texts against the length of the text, in full: `npm run bench:text`. */
import { runMeasurement } from '../../harness/command-line/arguments';
import { TEXT_FUNCTIONS } from './text-functions';
import { BAD_PATTERNS, flawOfFunction, flawOfPattern, productPatterns, THOROUGH } from './text-work';

await runMeasurement('Usage: npm run bench:text', async () => {
  const patterns = productPatterns(process.cwd()).flatMap(({ literals }) => literals);
  const found = [
    ...patterns.map(pattern => [pattern.name, flawOfPattern(pattern, THOROUGH)] as const),
    ...Object.entries(TEXT_FUNCTIONS).map(([name, run]) => [name, flawOfFunction(run, THOROUGH)] as const),
  ].filter(([, flaw]) => flaw !== undefined);
  const overlooked = BAD_PATTERNS.filter(pattern => flawOfPattern(pattern, THOROUGH) === undefined);
  for (const [name, flaw] of found) {
    console.log(`${name}\n    ${String(flaw)}`);
  }
  for (const pattern of overlooked) {
    console.log(`overlooked: ${String(pattern)}, which is known to be bad`);
  }
  console.log(
    `${String(patterns.length)} patterns, ${String(Object.keys(TEXT_FUNCTIONS).length)} functions: ${String(found.length)} grow too fast.`,
  );
  return found.length + overlooked.length === 0 ? 0 : 1;
});
