import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SCHEMAS_FILE, writeSchemas } from '../build/schemas-file.mjs';

it('describes the types of the protocol as they are: npm run protocol-schemas writes them anew', () => {
  expect(JSON.parse(readFileSync(SCHEMAS_FILE, 'utf8'))).toEqual(JSON.parse(writeSchemas()));
});
