import { defineConfig } from '@playwright/test';
import {
  COLLABORATION,
  LAB_42,
  LITE,
  NEWEST_NOTEBOOK,
  OLDEST_LAB,
  OLDEST_NOTEBOOK,
  OTHER_KERNELS,
} from '../scripts/jupyter/environments.mjs';
import { inProject } from '../scripts/project/paths.mjs';
import type { JupyterOptions } from './support/jupyter-test';
import base from './playwright.config';

/** The extension where Jupyter people are. `npm test` runs the oldest JupyterLab and collaboration, `npm run test:jupyter` all. */
export default defineConfig<JupyterOptions>({
  testDir: 'jupyter',
  outputDir: inProject('.test', 'jupyter-results'),
  // As in playwright.config.ts.
  workers: 2,
  fullyParallel: true,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'jupyter.json') }]],
  use: base.use as object,
  projects: [
    { name: 'JupyterLab 4.0', grep: /@any|@light|@narrow/u, use: { environment: OLDEST_LAB.folder } },
    { name: 'JupyterLab 4.2', grep: /@any/u, use: { environment: LAB_42.folder } },
    { name: 'Newest JupyterLab', grep: /@any|@light|@narrow/u },
    { name: 'Notebook 7.0', grep: /@any|@notebook|@narrow/u, use: { environment: OLDEST_NOTEBOOK.folder, application: 'notebook' } },
    {
      name: 'Newest Notebook',
      grep: /@any|@notebook|@light|@narrow/u,
      use: { environment: NEWEST_NOTEBOOK.folder, application: 'notebook' },
    },
    { name: 'Collaboration', grep: /@any|@collaboration/u, use: { environment: COLLABORATION.folder } },
    { name: 'Other kernels, Japanese', grep: /@kernels/u, use: { environment: OTHER_KERNELS.folder } },
    { name: 'JupyterLite', grep: /@lite/u, use: { environment: LITE.folder, application: 'lite' } },
    { name: 'JupyterLite, notebooks', grep: /@lite/u, use: { environment: LITE.folder, application: 'lite-notebook' } },
  ],
});
