/** Reads what each file of code imports, type imports too, and which folders that ties together. */
import { readFileSync, existsSync, globSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { ROOT } from '../project/paths.mjs';

/** What is built, installed or brought along, and so is no code of ours. */
const NOT_OURS = /(?:^|\/)(?:node_modules|dist|lib|\.[^/]+|labextension)(?:\/|$)/u;
const CODE = /\.(?:ts|tsx|mts|mjs)$/u;
const ENDINGS = ['', '.ts', '.tsx', '.mts', '.mjs', '.d.ts', '/index.ts', '/index.mjs'];

/**
 * An import as it stands in a file. `to` is a file of the project, or the name of a package (`node:*` for Node's own).
 * @typedef {{ from: string, to: string, isPackage: boolean, isType: boolean }} Import
 */

/** Every file of code in these folders, by its path from the project's root. @param {readonly string[]} folders @param {string} [root] */
export function listCode(folders, root = ROOT) {
  return folders
    .flatMap(folder => globSync(`${folder}/**/*.{ts,tsx,mts,mjs}`, { cwd: root }))
    .filter(file => CODE.test(file) && !NOT_OURS.test(file))
    .toSorted();
}

/** A test may reach into any room, and nobody may import it. What tests stand on has a room of its own. @param {string} file */
export const isTest = file => /\.(?:test|spec|contract)\.[a-z]+$/u.test(file);

/** @param {string} specifier */
function packageOf(specifier) {
  if (specifier.startsWith('node:')) {
    return 'node:*';
  }
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/** Every module named in a file's code: imports and re-exports, values and types, `import()` and `import('…').Type`. @param {string} file @param {string} code */
function readSpecifiers(file, code) {
  const { program, module, errors } = parseSync(file, code);
  if (errors.length > 0) {
    throw new Error(`${file}: ${errors[0]?.message ?? 'cannot be read'}`);
  }
  const found = module.staticImports.map(({ moduleRequest, entries }) => ({
    name: moduleRequest.value,
    isType: entries.length > 0 && entries.every(entry => entry.isType),
  }));
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest !== null) {
        found.push({ name: moduleRequest.value, isType });
      }
    }
  }
  const visitor = new Visitor({
    ImportExpression({ source }) {
      if (source.type === 'Literal' && typeof source.value === 'string') {
        found.push({ name: source.value, isType: false });
      }
    },
    TSImportType({ source }) {
      found.push({ name: source.value, isType: true });
    },
  });
  visitor.visit(program);
  return found;
}

/** @param {string} from @param {string} specifier @param {string} root */
function resolveFile(from, specifier, root) {
  const base = normalize(join(dirname(from), specifier));
  return ENDINGS.map(ending => base + ending).find(path => CODE.test(path) && existsSync(join(root, path)));
}

/** All imports of these files. What is no code (styles, data) is left out. @param {readonly string[]} files @param {string} [root] @returns {Import[]} */
export function readImports(files, root = ROOT) {
  return files.flatMap(from =>
    readSpecifiers(from, readFileSync(join(root, from), 'utf8')).flatMap(
      /** @returns {Import[]} */ ({ name, isType }) => {
        if (!name.startsWith('.')) {
          return [{ from, to: packageOf(name), isPackage: true, isType }];
        }
        const to = resolveFile(from, name, root);
        return to === undefined ? [] : [{ from, to, isPackage: false, isType }];
      },
    ),
  );
}

/** @param {string} file */
export const folderOf = file => dirname(file);

/**
 * The circles of a graph, each as the list of its members (its strongly connected parts of more than one member).
 * @param {ReadonlyMap<string, ReadonlySet<string>>} graph
 * @returns {string[][]}
 */
function findCircles(graph) {
  // Tarjan's algorithm (SIAM Journal on Computing 1(2), 1972).
  /** @type {Map<string, number>} */
  const order = new Map();
  /** @type {Map<string, number>} */
  const low = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const circles = [];
  /** @param {string} node */
  const visit = node => {
    order.set(node, order.size);
    low.set(node, order.get(node) ?? 0);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
      } else if (stack.includes(next)) {
        low.set(node, Math.min(low.get(node) ?? 0, order.get(next) ?? 0));
      }
    }
    if (low.get(node) === order.get(node)) {
      const members = stack.splice(stack.indexOf(node));
      if (members.length > 1) {
        circles.push(members.toSorted());
      }
    }
  };
  for (const node of graph.keys()) {
    if (!order.has(node)) {
      visit(node);
    }
  }
  return circles;
}

/** What imports what, after `place` has said where each file stands; what stands in one place is not tied to itself. @param {readonly Import[]} imports @param {(file: string) => string | undefined} place */
function drawGraph(imports, place) {
  /** @type {Map<string, Set<string>>} */
  const graph = new Map();
  for (const { from, to, isPackage } of imports) {
    const [start, end] = [place(from), isPackage ? undefined : place(to)];
    if (start !== undefined && end !== undefined && start !== end) {
      graph.set(start, (graph.get(start) ?? new Set()).add(end));
    }
  }
  return graph;
}

/**
 * Circles of files, of folders, and of the parts of each folder (a wing of the server with everything below it is one part of `server-stub/src`).
 * @param {readonly Import[]} imports
 */
export function findAllCircles(imports) {
  const files = [...new Set(imports.map(({ from }) => from))];
  const parents = new Set(files.flatMap(file => ancestorsOf(file)));
  const ofParts = [...parents].flatMap(parent => findCircles(drawGraph(imports, file => partOf(file, parent))));
  return [...findCircles(drawGraph(imports, file => file)), ...findCircles(drawGraph(imports, folderOf)), ...ofParts];
}

/** @param {string} file */
function ancestorsOf(file) {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The part of `parent` that a file is in: a folder directly below it. Files directly in it belong to no part. @param {string} file @param {string} parent */
function partOf(file, parent) {
  const end = file.startsWith(`${parent}/`) ? file.indexOf('/', parent.length + 1) : -1;
  return end === -1 ? undefined : file.slice(0, end);
}
