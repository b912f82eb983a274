import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inProject } from '../project/paths.mjs';

/** @param {string} name */
const read = name => parse(readFileSync(inProject('.github', ...name.split('/')), 'utf8'));
/** @type {any} */
const release = read('workflows/release.yml');
/** All that must have succeeded before a job. @param {string} name @returns {string[]} */
const before = name => [release.jobs[name].needs ?? []].flat().flatMap((/** @type {string} */ each) => [each, ...before(each)]);
/** @param {string} name */
const commandsOf = name => release.jobs[name].steps.map((/** @type {{ run?: string }} */ { run = '' }) => run).join('\n');

describe('a release', () => {
  it('publishes nothing before the tests have passed and the tag has named the version', () => {
    for (const job of ['pypi', 'npm', 'github']) {
      expect(before(job)).toEqual(expect.arrayContaining(['build', 'test']));
    }
    expect(release.jobs.test.uses).toBe('./.github/workflows/ci.yml');
    expect(read('workflows/ci.yml').on).toHaveProperty('workflow_call');
    expect(commandsOf('build')).toContain('test "$GITHUB_REF_NAME" = "v$(node -p');
  });

  it('is published by trusted publishers with attestations, and knows no token of a registry', () => {
    const text = readFileSync(inProject('.github', 'workflows', 'release.yml'), 'utf8');

    expect(release.jobs.pypi.permissions).toEqual({ 'id-token': 'write' });
    expect(release.jobs.npm.permissions).toEqual({ 'id-token': 'write' });
    expect(release.jobs.pypi.steps.at(-1)).toMatchObject({
      uses: expect.stringMatching(/^pypa\/gh-action-pypi-publish@/u),
      with: { attestations: true },
    });
    expect(commandsOf('npm')).toContain('--provenance');
    expect(text).not.toContain('secrets.');
  });

  it('gives no job more than it needs', () => {
    expect(release.permissions).toEqual({});
    expect(release.jobs.test.permissions).toEqual({ contents: 'read' });
    expect(release.jobs.build.permissions).toEqual({ contents: 'read' });
    expect(release.jobs.github.permissions).toEqual({ contents: 'write' });
  });
});

it('no two runs of a workflow are in each other’s way', () => {
  for (const name of readdirSync(inProject('.github', 'workflows'))) {
    expect(read(`workflows/${name}`).concurrency?.group).toEqual(expect.stringMatching(/./u));
  }
  expect(release.concurrency['cancel-in-progress']).toBe(false);
});

it('what the workflows run is there', () => {
  const { scripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  for (const [, name = ''] of commandsOf('build').matchAll(/npm run (?:--silent )?(\S+)/gu)) {
    expect(Object.keys(scripts)).toContain(name);
  }
});

it('each kind of dependency is watched', () => {
  const { updates } = read('dependabot.yml');
  const kinds = updates.map((/** @type {{ 'package-ecosystem': string }} */ update) => update['package-ecosystem']);

  expect(new Set(kinds)).toEqual(new Set(['npm', 'pip', 'github-actions', 'docker']));
});
