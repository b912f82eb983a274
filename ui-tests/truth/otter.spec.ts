import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { AUTHORS } from '../../scripts/jupyter/environments.mjs';
import { runAuthorTool } from '../support/author-tools';
import { expect, openNotebook, test } from '../support/jupyter-test';
import { expectExercises, toldRuns } from '../support/told-runs';
import { code, readCells, sourceOf, text, writeNotebook } from '../support/written-notebook';

test.use({ environment: AUTHORS.folder });

const raw = (id: string, source: string): object => ({ cell_type: 'raw', id, metadata: {}, source });

const question = (name: string, solution: string, ...tests: readonly string[]): object[] => [
  raw(`${name}-begin`, `# BEGIN QUESTION\nname: ${name}`),
  text(`${name}-text`, `Question ${name}`),
  raw(`${name}-solution`, '# BEGIN SOLUTION'),
  code(`${name}-code`, solution),
  raw(`${name}-solution-end`, '# END SOLUTION'),
  raw(`${name}-tests`, '# BEGIN TESTS'),
  ...tests.map((source, index) => code(`${name}-test-${String(index)}`, source)),
  raw(`${name}-tests-end`, '# END TESTS'),
  raw(`${name}-end`, '# END QUESTION'),
];

const MASTER = [
  raw('config', '# ASSIGNMENT CONFIG\ninit_cell: true\nexport_cell: false\ncheck_all_cell: true'),
  text('title', '# Numbers'),
  ...question('q1', 'answer = 6 * 7 # SOLUTION', 'assert answer > 0', 'assert answer == 42'),
  ...question('q2', 'half = answer / 2 # SOLUTION', 'assert half == 21'),
];

/** A notebook that Otter makes for students. @returns the places of its cells by what they begin with */
async function assign(directory: string, notebooks: string) {
  await writeNotebook(join(directory, 'numbers.ipynb'), MASTER);
  runAuthorTool('otter', ['assign', 'numbers.ipynb', 'dist', '--no-run-tests'], directory);
  cpSync(join(directory, 'dist', 'student'), notebooks, { recursive: true });
  const cells = readCells(join(notebooks, 'numbers.ipynb'));
  return (part: string) => cells.findIndex(cell => cell.cell_type === 'code' && sourceOf(cell).includes(part));
}

test('Otter’s checks, which never raise: wrong, and right', async ({ page, classroom }, testInfo) => {
  const { server } = classroom;
  const at = await assign(testInfo.outputPath('author'), testInfo.outputPath('notebooks'));
  const notebook = await openNotebook(page, classroom, 'numbers.ipynb');
  const results = async () => (await toldRuns(server, 'numbers.ipynb')).filter(({ checks }) => checks !== undefined);

  await notebook.run(at('otter.Notebook'));
  await notebook.write(at('answer ='), 'answer = 6 * 8');
  await notebook.write(at('half ='), 'half = answer / 2');
  await notebook.run(at('answer ='), at('grader.check("q1")'), at('half ='), at('grader.check("q2")'));
  const wrong = [
    { ok: true, checks: ['!q1/q1'] },
    { ok: true, checks: ['!q2/q2'] },
  ];
  await expect.poll(results).toEqual(wrong);
  await expectExercises(server, { q1: 'failing', q2: 'failing' });

  await notebook.write(at('answer ='), 'answer = 6 * 7');
  await notebook.run(at('answer ='), at('grader.check("q1")'), at('half ='), at('grader.check_all()'));
  await expect.poll(results).toEqual([...wrong, { ok: true, checks: ['q1/q1'] }, { ok: true, checks: ['q1/q1', 'q2/q2'] }]);
  await expectExercises(server, { q1: 'passed', q2: 'passed' });
});
