import { readFileSync } from 'node:fs';
import { inProject } from '../project/paths.mjs';
import { protocolSchemas } from './protocol-schemas.mjs';

const OPERATIONS_FILE = inProject('server-stub', 'src', 'http', 'openapi', 'operations.json');
export const SCHEMAS_FILE = inProject('server-stub', 'src', 'http', 'openapi', 'protocol-schemas.json');

/** In every refusal. */
const ALWAYS = ['Problem'];
/** What the feed tells, which no schema of a body says. */
const OF_THE_FEED = ['ClassState', 'ClassDelta', 'ExportedEvent'];

/** @returns {string} The text of `SCHEMAS_FILE`: every type that an operation names, and those that they refer to. */
export function writeSchemas() {
  /** @type {Record<string, { body?: string, answers: Record<string, string | readonly string[] | null> }>} */
  const operations = JSON.parse(readFileSync(OPERATIONS_FILE, 'utf8'));
  const named = Object.values(operations).flatMap(({ body, answers }) => [
    body ?? '',
    ...Object.values(answers)
      .flat()
      .map(answer => answer ?? ''),
  ]);
  const names = named.map(name => name.replace('[]', '')).filter(name => /^[A-Z]\w+$/u.test(name));
  return `${JSON.stringify(protocolSchemas([...new Set([...names, ...ALWAYS, ...OF_THE_FEED])]), null, 2)}\n`;
}
