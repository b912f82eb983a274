/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** JupyterLab brings React 18 to the root; whatever the dashboard's libraries ask for, they get the workspace's own. */
const ONE_REACT = ['react', 'react-dom'];

export default defineConfig({
  root: here('./web'),
  // Relative, so that the page also works behind a path, such as a hub's /services/NAME/.
  base: './',
  plugins: [react()],
  resolve: { dedupe: ONE_REACT },
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    // The page's Content-Security-Policy allows fonts and images as files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8600' } } },
  test: {
    name: 'dashboard',
    root: here('./web'),
    environment: 'jsdom',
    include: ['**/*.test.{ts,tsx}'],
    setupFiles: [here('./web/test-setup.ts')],
    // Inlined so that `dedupe` reaches them too.
    server: { deps: { inline: [/@mantine/u, /zustand/u, /@tabler/u, /@testing-library/u] } },
  },
});
