import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listMissing } from '../build/dependencies.mjs';
import { inProject } from '../project/paths.mjs';

describe('what npm has to install', () => {
  const wanted = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } };

  it('is nothing when every package is there in its version', () => {
    expect(listMissing(wanted, { 'node_modules/a': { version: '1.0.0' } })).toEqual([]);
  });

  it('is a package that is absent', () => {
    expect(listMissing(wanted, {})).toEqual(['node_modules/a']);
  });

  it('is a package in another version, even an optional one', () => {
    const present = { 'node_modules/a': { version: '1.1.0' }, 'node_modules/b': { version: '1.0.0' } };
    expect(listMissing(wanted, present)).toEqual(['node_modules/a', 'node_modules/b']);
  });
});

describe('the lock file', () => {
  /** @type {Record<string, { optionalDependencies?: Record<string, string> }>} */
  const packages = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;

  it('names the binaries of every platform, without which npm ci refuses to work', () => {
    const places = new Set(Object.keys(packages).map(place => place.slice(place.lastIndexOf('node_modules/'))));
    const optional = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
    expect(optional.filter(name => !places.has(`node_modules/${name}`))).toEqual([]);
  });
});
