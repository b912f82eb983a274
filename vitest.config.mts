import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One project for each part of the house. A test that needs a DOM says so in its first line: `// @vitest-environment jsdom`. */
export default defineConfig({
  test: {
    // Many tests wait for real servers, Redis and disks: one more than there are cores keeps the cores busy.
    maxWorkers: availableParallelism() + 1,
    projects: [
      { test: { name: 'extension', include: ['src/**/*.test.{ts,tsx}'] } },
      { test: { name: 'server', include: ['server-stub/{src,test}/**/*.test.ts'], testTimeout: 20_000, hookTimeout: 30_000 } },
      './server-stub/vite.config.ts',
      { test: { name: 'simulation', include: ['simulation/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'bench', include: ['{harness,bench,resilience}/**/*.test.ts'] } },
      { test: { name: 'scripts', include: ['scripts/**/*.test.mjs'], testTimeout: 30_000 } },
    ],
  },
});
