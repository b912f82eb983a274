import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../project/paths.mjs';

it('each suite of browser tests keeps its traces in a folder of its own: a run clears it', () => {
  const configs = readdirSync(inProject('ui-tests')).filter(name => name.endsWith('.config.ts'));
  const folders = configs.map(name => /outputDir: (.*),/u.exec(readFileSync(inProject('ui-tests', name), 'utf8'))?.[1]);

  expect(configs.length).toBeGreaterThan(5);
  expect(folders).not.toContain(undefined);
  expect(new Set(folders).size).toBe(configs.length);
});
