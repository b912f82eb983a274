import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ExportedEvent } from '../../../src/protocol';
import { DESCRIBED_FILES } from '../../src/record/export/formats';
import { Classroom } from '../support/classroom';

const README = readFileSync(new URL('../../../docs/exports/README.md', import.meta.url), 'utf8');

it.each(Object.values(DESCRIBED_FILES).flat())('docs/exports/README.md says of $name what the export itself does', ({ name, fields }) => {
  const rows = fields.map(field => `| \`${field.name}\` | ${field.unit ?? ''} | ${field.clock ?? ''} | ${field.what} |`);

  expect(README).toContain(
    [`### \`${name}\``, '', '| field | unit | clock | meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n'),
  );
});

it('has every field of what instructors do', async () => {
  const room = await Classroom.open();
  const { token } = await room.enrol('ada', { team: 'Red' });
  await room.send(token, room.batchOf([room.call(1)]));
  const [call] = (await room.state()).help;
  await room.asInstructor('PATCH', `/classes/default/help/${call?.id ?? ''}`, { status: 'claimed' });
  await room.asInstructor('PATCH', `/classes/default/help/${call?.id ?? ''}`, {
    status: 'resolved',
    finding: 'explained',
    note: 'on the board',
  });
  await room.asInstructor('PUT', '/classes/default/queue', { state: 'paused' });
  await room.asInstructor('POST', '/classes/default/messages', { to: { all: true }, text: 'A break' });
  const lines = (await room.asInstructor('GET', '/classes/default/events?format=ndjson')).body.trim().split('\n');
  const steps = lines.map(line => JSON.parse(line) as ExportedEvent).filter(({ type }) => type.startsWith('instructor.'));
  await room.close();

  expect(new Set(steps.map(({ type }) => type))).toEqual(new Set(['instructor.help', 'instructor.queue', 'instructor.message']));
  const described = DESCRIBED_FILES.ndjson[0]?.fields.map(({ name }) => name);
  expect(described).toEqual(expect.arrayContaining(steps.flatMap(({ data }) => Object.keys(data as object).map(name => `data.${name}`))));
});
