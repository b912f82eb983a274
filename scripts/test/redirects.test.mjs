import { glob, readFile } from 'node:fs/promises';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../project/paths.mjs';

/**
 * Whoever answers with a redirect would be handed a join code, a token or a student's events, and be believed. So every request of ours
 * says that it follows none. This finds the next one that does not.
 */
const PROGRAMS = [
  'src',
  'server-stub/src',
  'server-stub/web',
  'scripts',
  'simulation',
  'harness',
  'bench',
  'resilience',
  'ui-tests',
  'jupyterlab_cell_monitor',
];
const LEFT_OUT = /node_modules|\/dist\/|\/labextension\/|\.test\.|\.spec\.|\/test\//u;

/** They follow redirects, and cannot be told otherwise. */
const ALWAYS_FOLLOW = new Set(['EventSource', 'XMLHttpRequest', 'sendBeacon']);

/** @typedef {{ readonly type: string, readonly start: number, readonly [key: string]: any }} Node ESTree's. */

/** @param {string} code @param {'ts' | 'tsx' | 'js'} lang @returns {string[]} The requests in it that would follow a redirect. */
function findFollowing(code, lang) {
  const found = /** @type {string[]} */ ([]);
  visit(parseAst(code, { lang }), node => {
    const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
    if (isCall && (ALWAYS_FOLLOW.has(lastName(node['callee'])) || (sendsRequest(node) && !node['arguments'].some(refusesRedirects)))) {
      found.push(code.slice(node.start).split('\n', 1)[0] ?? '');
    }
  });
  return found;
}

/** @param {Node} node @param {(node: Node) => void} look */
function visit(node, look) {
  look(node);
  for (const child of Object.values(node).flat()) {
    if (typeof child?.type === 'string') {
      visit(child, look);
    }
  }
}

/** @param {Node} callee @returns {string} `fetch` for each of `fetch`, `window.fetch` and `this.#deps.fetch`. */
const lastName = callee => callee['name'] ?? callee['property']?.name ?? '';

/** @param {Node} call */
function sendsRequest({ type, callee }) {
  const name = lastName(callee);
  const isOfKy = (callee['name'] ?? callee['object']?.name) === 'ky';
  return type === 'NewExpression' ? name === 'Request' : isOfKy || name === 'fetch' || name === 'makeRequest';
}

/** @param {Node} argument */
function refusesRedirects(argument) {
  return argument['properties']?.some(
    (/** @type {Node} */ { key, value }) => key?.name === 'redirect' && ['error', 'manual'].includes(value.value),
  );
}

/** @param {string} code of Python @returns {string[]} */
function findFollowingInPython(code) {
  const requests = code.match(/HTTPRequest\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/gu) ?? [];
  const others = code.match(/\b(?:urlopen|requests\.\w+|httpx\.\w+|aiohttp\.\w+)\(|\.fetch\(f?["']/gu) ?? [];
  return [...requests.filter(request => !request.includes('follow_redirects=False')), ...others];
}

/** @param {string} file */
async function findFollowingIn(file) {
  const code = await readFile(`${ROOT}/${file}`, 'utf8');
  const found = file.endsWith('.py') ? findFollowingInPython(code) : findFollowing(code, file.endsWith('.tsx') ? 'tsx' : 'ts');
  return found.map(request => `${file}: ${request}`);
}

async function listPrograms() {
  const files = [];
  for await (const file of glob(`{${PROGRAMS.join(',')}}/**/*.{ts,tsx,mts,mjs,js,py}`, { cwd: ROOT })) {
    files.push(file);
  }
  return files.filter(file => !LEFT_OUT.test(file));
}

describe('a redirect', () => {
  it('is followed by no request of ours', async () => {
    const files = await listPrograms();
    expect(files.length).toBeGreaterThan(500);
    expect((await Promise.all(files.map(findFollowingIn))).flat()).toEqual([]);
    // All that we have written is read and parsed.
  }, 60_000);

  it.each([
    'fetch(url);',
    "fetch(url, { method: 'POST', body });",
    "fetch(url, { redirect: 'follow' });",
    'this.#deps.fetch(url, init);',
    "window.fetch(url, { ...init, headers: { redirect: 'error' } });",
    "ky.post(url, { json, redirect: 'follow' });",
    'const http = ky.create({ retry: 0 });',
    'ServerConnection.makeRequest(url, { signal }, settings);',
    'new Request(url);',
    'navigator.sendBeacon(url, body);',
    'new EventSource(url);',
  ])('would be found: %s', code => {
    expect(findFollowing(code, 'ts')).toHaveLength(1);
  });

  it.each([
    "fetch(url, { redirect: 'error' });",
    "this.#deps.fetch(url, { redirect: 'manual', body });",
    "fetch(url, { redirect: 'error', ...init });",
    "const http = ky.create({ redirect: 'error' }); http.post(url);",
  ])('is refused by %s', code => {
    expect(findFollowing(code, 'ts')).toEqual([]);
  });

  it.each(['HTTPRequest(f"{url}/{quote(a, safe=str())}", method="POST")', 'urllib.request.urlopen(url)', 'client.fetch("http://hub")'])(
    'would be found in Python: %s',
    code => {
      expect(findFollowingInPython(code)).toHaveLength(1);
    },
  );
});
