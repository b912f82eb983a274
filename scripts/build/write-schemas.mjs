/** Run by `npm run protocol-schemas`: writes the protocol's types as the JSON Schemas that the server describes its API with. */
import { writeFileSync } from 'node:fs';
import { SCHEMAS_FILE, writeSchemas } from './schemas-file.mjs';
import { runProgram } from '../processes/run-program.mjs';

await runProgram(async () => {
  writeFileSync(SCHEMAS_FILE, writeSchemas());
});
