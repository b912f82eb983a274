import type { Plugin, Rolldown } from 'vite';

type Groups = Rolldown.CodeSplittingGroup[];

export interface FirstScreen {
  readonly plugin: Plugin;
  /** For the bundler: what the first screen needs in two files, as a way to the server and back costs a phone more than they weigh. The rest it divides itself. */
  readonly groups: Groups;
}

/**
 * Puts the code of the first screen into two files: `start`, small and soon there, and `page`, which draws. The page names both, and their styles, so that no
 * file has to come first to ask for the next.
 * @param entry ending of the path of the module that the page begins with
 */
export function firstScreen(entry: string): FirstScreen {
  const start = new Set<string>();
  const plugin: Plugin = {
    name: 'first-screen',
    apply: 'build',
    buildEnd() {
      const queue = [...this.getModuleIds()].filter(id => id.endsWith(entry));
      for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
        if (!start.has(id)) {
          start.add(id);
          queue.push(...(this.getModuleInfo(id)?.importedIds ?? []));
        }
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const { scripts, styles } = filesToName(Object.values(bundle));
        // Behind the sheets of `start`, which those of the page change.
        return [
          ...styles.map(href => ({
            tag: 'link',
            attrs: { rel: 'stylesheet', crossorigin: true, href: `./${href}` },
            injectTo: 'head' as const,
          })),
          ...scripts.map(href => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${href}` },
            injectTo: 'head' as const,
          })),
        ];
      },
    },
  };
  const groups: Groups = [
    { name: id => (start.has(id) ? 'start' : null), priority: 2 },
    // Of what the bundler is told to begin with, the page's own text is no module of ours.
    { name: 'page', tags: ['$initial'], test: id => !id.includes('index.html'), priority: 1 },
  ];
  return { plugin, groups };
}

/** What draws the page, with what it imports, apart from `start`, which the page names already. */
function filesToName(files: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]): {
  readonly scripts: string[];
  readonly styles: string[];
} {
  const chunks = files.filter(file => file.type === 'chunk');
  const page = chunks.find(({ name }) => name === 'page');
  if (page === undefined) {
    return { scripts: [], styles: [] };
  }
  const facades = chunks.filter(({ name, isEntry, imports }) => isEntry && name !== 'index' && imports.includes(page.fileName));
  const scripts = [page, ...facades].map(({ fileName }) => fileName);
  const imported = page.imports.filter(fileName => !chunks.some(({ name, fileName: other }) => name === 'start' && other === fileName));
  return { scripts: [...scripts, ...imported], styles: [...(page.viteMetadata?.importedCss ?? [])] };
}
