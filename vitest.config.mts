import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes long comes first: at the end, the last of the long files would keep one core busy while the others have nothing left to do. */
const ORDER = ['simulation', 'bench', 'server at work', 'scripts', 'dashboard', 'server', 'extension'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project }: TestSpecification): number => ORDER.indexOf(project.name);
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

/** One project for each part of the house. A test that needs a DOM says so in its first line: `// @vitest-environment jsdom`. */
export default defineConfig({
  test: {
    // Many tests wait for real servers, Redis and disks: one more than there are cores keeps the cores busy.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Beside the code, with everything else injected: many small files, for which a worker is not started anew.
      { test: { name: 'extension', include: ['src/**/*.test.{ts,tsx}'], isolate: false } },
      { test: { name: 'server', include: ['server-stub/src/**/*.test.ts'], isolate: false, testTimeout: 20_000 } },
      { test: { name: 'server at work', include: ['server-stub/test/**/*.test.ts'], testTimeout: 20_000, hookTimeout: 30_000 } },
      './server-stub/vite.config.ts',
      { test: { name: 'simulation', include: ['simulation/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'bench', include: ['{harness,bench,resilience}/**/*.test.ts'] } },
      { test: { name: 'scripts', include: ['scripts/**/*.test.mjs'], testTimeout: 30_000 } },
    ],
  },
});
