/// <reference types="vitest/config" />
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { firstScreen } from './first-screen.ts';
import { STYLE_NONCE_PLACEHOLDER } from './src/http/site/style-nonce.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** JupyterLab brings React 18 to the root; whatever the dashboard's libraries ask for, they get the workspace's own. */
const ONE_REACT = ['react', 'react-dom'];

/** Leaves a copy for browsers that take Brotli (over https) and one for those that take gzip beside each text of the build: the server sends them as they are. */
function compressTexts(): Plugin {
  return {
    name: 'compress-texts',
    apply: (config, { command }) => command === 'build' && config.build?.write !== false,
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, file] of Object.entries(bundle).filter(([name]) => /\.(?:js|css|svg|json)$/u.test(name))) {
          const text = file.type === 'chunk' ? file.code : file.source;
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(text) });
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(text, { level: 9 }) });
        }
      },
    },
  };
}

const first = firstScreen('/web/app/main.ts');

export default defineConfig({
  root: here('./web'),
  // Relative, so that the page also works behind a path, such as a hub's /services/NAME/.
  base: './',
  plugins: [react(), first.plugin, compressTexts()],
  html: { cspNonce: STYLE_NONCE_PLACEHOLDER },
  // `module` before `main` in tests too: a CommonJS build would ask Node for React and get the root's.
  resolve: { dedupe: ONE_REACT, mainFields: ['browser', 'module', 'main'] },
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    // The page's Content-Security-Policy allows fonts and images as files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: here('./web/index.html'), show: here('./web/app/show-page.tsx') },
      output: { codeSplitting: { groups: first.groups, includeDependenciesRecursively: false } },
    },
    // The licences of what is bundled travel with it.
    license: { fileName: 'licences.json' },
  },
  // `npm run dev` says where its class server is. Not all of /api: the page's own folder of that name is served, too.
  server: { proxy: { '/api/v1/': { target: process.env['CELL_MONITOR_DEV_SERVER'] ?? 'http://127.0.0.1:8600' } } },
  test: {
    name: 'dashboard',
    root: here('./web'),
    include: ['**/*.test.{ts,tsx}'],
    // As the root's: it is not handed down, and with one worker, as on two cores, these would come alone after all others.
    maxWorkers: availableParallelism() + 1,
    // Inlined, so that `dedupe` reaches every library.
    server: { deps: { inline: true } },
  },
});
