import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DESCRIBED_FILES } from '../../src/record/export/formats';

const README = readFileSync(new URL('../../../docs/exports/README.md', import.meta.url), 'utf8');

it.each(Object.values(DESCRIBED_FILES).flat())('docs/exports/README.md says of $name what the export itself does', ({ name, fields }) => {
  const rows = fields.map(field => `| \`${field.name}\` | ${field.unit ?? ''} | ${field.clock ?? ''} | ${field.what} |`);

  expect(README).toContain(
    [`### \`${name}\``, '', '| field | unit | clock | meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n'),
  );
});
