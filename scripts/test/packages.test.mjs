import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeNotices, noticesOf } from '../build/third-party-notices.mjs';
import { inProject, ROOT } from '../project/paths.mjs';

/** @param {string} path */
const read = path => readFileSync(inProject(path), 'utf8');

describe('what is released', () => {
  it('has one version', () => {
    const { version } = JSON.parse(read('package.json'));
    const lock = JSON.parse(read('package-lock.json'));

    expect(JSON.parse(read('server-stub/package.json')).version).toBe(version);
    expect([lock.version, lock.packages[''].version, lock.packages['server-stub'].version]).toEqual([version, version, version]);
    for (const project of ['pyproject.toml', 'python-server/pyproject.toml']) {
      expect(read(project)).toMatch(/^dynamic = \[\s*"version",/mu);
      expect(read(project)).toMatch(/\[tool\.hatch\.version\]\nsource = "nodejs"/u);
    }
  });

  it('says where it comes from and where to complain', () => {
    const { homepage, repository, bugs, author } = JSON.parse(read('package.json'));

    expect({ homepage, repository: repository.url, bugs: bugs.url, author: author.name }).toEqual({
      homepage: expect.stringMatching(/^https:/u),
      repository: expect.stringMatching(/^https:.*\.git$/u),
      bugs: expect.stringMatching(/\/issues$/u),
      author: expect.stringMatching(/./u),
    });
  });
});

describe('the notices of libraries', () => {
  it('name each library of a bundle once, with the words of its licence', () => {
    const inputs = ['src/a.ts', 'node_modules/fastify/fastify.js', 'node_modules/fastify/lib/x.js', 'node_modules/@redis/client/dist/y.js'];
    const notices = noticesOf(inputs, ROOT);
    const text = describeNotices(notices);

    expect(notices.map(({ name }) => name)).toEqual(['fastify', '@redis/client']);
    expect(text.match(/^License: MIT$/gmu)).toHaveLength(2);
    expect(text).toContain('The Fastify team');
  });

  it('refuse a library that says nothing of its licence', () => {
    expect(() => describeNotices([{ name: 'x', version: '1.0.0' }])).toThrow('x 1.0.0 is bundled, and says nothing of its licence.');
    expect(describeNotices([{ name: 'x', version: '1.0.0', identifier: 'MIT' }])).toContain('x 1.0.0\nLicense: MIT\n');
  });
});
