import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { en } from '../i18n/en';
import { later } from '../i18n/en/later';

/** Script and styles of the first screen over the wire, headers apart. */
const MAX_BYTES = 120_000;
/** The build, on a machine with much else to do. */
const TIMEOUT_MS = 120_000;

describe('what the first screen loads', () => {
  let page = '';
  let files: ReadonlyMap<string, Rolldown.OutputAsset | Rolldown.OutputChunk>;

  beforeAll(async () => {
    // A test's libraries are made for developers.
    vi.stubEnv('NODE_ENV', 'production');
    const built = await build({
      configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
      logLevel: 'silent',
      build: { write: false },
    });
    vi.unstubAllEnvs();
    const { output } = built as Rolldown.RolldownOutput;
    files = new Map(output.map(file => [file.fileName, file]));
    page = textOf('index.html');
  }, TIMEOUT_MS);

  const textOf = (name: string): string => {
    const file = files.get(name);
    return file === undefined ? '' : file.type === 'chunk' ? file.code : String(file.source);
  };
  const named = (): string[] => [...page.matchAll(/(?:href|src)="\.\/(?<name>[^"]+\.(?:js|css))"/gu)].map(([, name = '']) => name);
  const textsOf = (language: string, which: string): string =>
    [...files.values()].find(file => file.type === 'chunk' && file.facadeModuleId?.endsWith(`/i18n/${language}/${which}.ts`))?.fileName ??
    '';

  it.each(['en', 'ja'])(
    `is at most ${String(MAX_BYTES)} bytes, with the texts of %s`,
    language => {
      const sizes = [...named(), textsOf(language, 'first')].map(name => [name, brotliCompressSync(textOf(name)).length] as const);
      const sum = sizes.reduce((total, [, bytes]) => total + bytes, 0);
      expect(sum, `What only later parts of the page need comes by onDemand. Now: ${JSON.stringify(sizes)}`).toBeLessThanOrEqual(MAX_BYTES);
    },
    TIMEOUT_MS,
  );

  it('is named by the page itself, all but the texts', () => {
    const imported = named().flatMap(name => {
      const file = files.get(name);
      return file?.type === 'chunk' ? [...file.imports, ...(file.viteMetadata?.importedCss ?? [])] : [];
    });
    expect(imported.filter(name => !named().includes(name))).toEqual([]);
    expect(named().length).toBeGreaterThan(3);
  });

  it('says nothing of the texts that come later', () => {
    const keys = keysOf(later);
    const known = new Set(keysOf(en));
    const quoted = named().flatMap(name =>
      [...textOf(name).matchAll(/["'`](?<key>[a-z]\w*(?:\.\w+)+)["'`]/giu)].map(([, key = '']) => key),
    );
    expect(quoted.filter(key => keys.includes(key))).toEqual([]);
    // The search finds what there is.
    expect(quoted.filter(key => known.has(key)).length).toBeGreaterThan(50);
  });
});

function keysOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [path + key] : keysOf(value as object, `${path}${key}.`),
  );
}
