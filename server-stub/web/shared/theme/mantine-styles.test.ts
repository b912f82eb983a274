import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const WEB = fileURLToPath(new URL('../..', import.meta.url));
const MANTINE = dirname(dirname(createRequire(import.meta.url).resolve('@mantine/core')));

it('the style sheets of Mantine that the page loads are those of the components that it uses, and of what those are made of', () => {
  const needed = [...withParts(componentsUsed())].filter(name => existsSync(join(MANTINE, 'styles', `${name}.css`)));

  expect(sheetsLoaded().toSorted()).toEqual(needed.toSorted());
});

function componentsUsed(): string[] {
  const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.tsx') && !file.endsWith('.test.tsx'),
  );
  const imports = files.flatMap(file => [...readFileSync(join(WEB, file), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/gu)]);
  return [...new Set(imports.flatMap(([, names = '']) => names.split(',').map(name => name.trim())))].filter(name => /^[A-Z]/u.test(name));
}

/** Read from the library's own modules: a component imports those that it is made of. */
function withParts(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const folder = ['components', 'utils'].map(kind => join(MANTINE, 'esm', kind, name)).find(candidate => existsSync(candidate));
    if (!found.has(name) && folder !== undefined) {
      found.add(name);
      queue.push(...partsOf(folder));
    }
  }
  return found;
}

function partsOf(folder: string): string[] {
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.mjs'));
  const texts = modules.map(file => readFileSync(join(folder, file), 'utf8'));
  return texts.flatMap(text =>
    [...text.matchAll(/from "(?:\.\.\/)+(?:(?:components|utils)\/)?([A-Z]\w*)\//gu)].map(([, name = '']) => name),
  );
}

function sheetsLoaded(): string[] {
  const lists = ['first', 'later'].map(which => readFileSync(new URL(`${which}-mantine-styles.ts`, import.meta.url), 'utf8'));
  return [...lists.join('').matchAll(/@mantine\/core\/styles\/(\w+)\.css/gu)]
    .map(([, name = '']) => name)
    .filter(name => /^[A-Z]/u.test(name));
}
