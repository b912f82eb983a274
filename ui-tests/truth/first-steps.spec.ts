import { cpSync } from 'node:fs';
import { inProject } from '../../scripts/project/paths.mjs';
import { expect, openNotebook, test } from '../support/jupyter-test';
import { expectExercises, expectRuns, toldRuns, type ToldRun } from '../support/told-runs';
import { readCells } from '../support/written-notebook';

const SAMPLE = 'First steps.ipynb';

const SOLUTIONS = {
  greeting: 'def greet(name):\n    return f"Hello, {name}!"',
  average: 'def average(marks):\n    return sum(marks) / len(marks) if marks else 0',
  largest: 'def largest(numbers):\n    return max(numbers)',
  'longest-word': 'def longest_word(sentence):\n    return max(sentence.split(), key=len)',
  countdown: 'count = 3\nwhile count > 0:\n    print(count)\n    count -= 1',
};

const CHECKS = ['greeting/1', 'average/some marks', 'average/no marks', 'largest/1', 'longest-word/1', 'countdown/1'];

const failed = (check: string, error: string, isUntouched = true): ToldRun => ({
  ok: false,
  ...(isUntouched && { ended: 'untouched' }),
  checks: [`!${check}`],
  error,
});

test('the notebook that ships is right as it is handed out, and when it is solved', async ({ page, classroom }, testInfo) => {
  const { server } = classroom;
  const file = testInfo.outputPath('notebooks', SAMPLE);
  cpSync(inProject('scripts', 'classroom', SAMPLE), file);
  const cells = readCells(file);
  const at = (id: string) => cells.findIndex(cell => cell.id === id);
  const places = ['greeting', 'average', 'largest', 'longest-word'].map(at);
  const checks = cells.flatMap(({ metadata }, index) => (metadata.tags?.includes('checks') === true ? [index] : []));
  const notebook = await openNotebook(page, classroom, SAMPLE);

  await notebook.run(...places, ...checks);
  const untouched = (of: string): ToldRun => ({ of, ok: true, ended: 'untouched' });
  const asHandedOut = [
    untouched('greeting'),
    untouched('average'),
    { of: 'largest', ok: true },
    untouched('longest-word'),
    failed('greeting/1', 'NotImplementedError'),
    failed('average/some marks', 'NotImplementedError'),
    failed('average/no marks', 'NotImplementedError'),
    failed('largest/1', 'AssertionError', false),
    failed('longest-word/1', 'NotImplementedError'),
    failed('countdown/1', 'NameError', false),
  ];
  await expectRuns(server, SAMPLE, asHandedOut);
  await expectExercises(server, { greeting: null, average: null, largest: 'failing', 'longest-word': null, countdown: 'failing' });

  for (const [name, solution] of Object.entries(SOLUTIONS)) {
    await notebook.write(at(name), solution);
    await notebook.run(at(name));
  }
  await notebook.run(...checks);
  const results = async () => (await toldRuns(server, SAMPLE)).slice(asHandedOut.length + Object.keys(SOLUTIONS).length);
  await expect.poll(results).toEqual(CHECKS.map(check => ({ ok: true, checks: [check] })));
  await expectExercises(server, Object.fromEntries(Object.keys(SOLUTIONS).map(name => [name, 'passed' as const])));
});
