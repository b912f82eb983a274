import { describe, expect, it } from 'vitest';
import { explainNpmTrouble, explainPipTrouble } from '../toolchain/network-trouble.mjs';
import { requireNode } from '../toolchain/node.mjs';
import { findPython } from '../toolchain/python.mjs';

/**
 * @param {Record<string, string>} installed Command → version.
 * @returns {import('../toolchain/python.mjs').Ask}
 */
const machineWith = installed => command => {
  const version = installed[command];
  return version === undefined ? undefined : `${version.replace('.', '\n')}\n/usr/bin/${command}\n`;
};

describe('looking for Python', () => {
  it('takes the first that is new enough', () => {
    expect(findPython(machineWith({ python3: '3.9', python: '3.12' }))).toEqual({ command: '/usr/bin/python', version: '3.12' });
  });

  it('says what was found when all are too old', () => {
    expect(() => findPython(machineWith({ python3: '3.9', python: '2.7' }))).toThrow('only Python 3.9 and 2.7 was found');
  });

  it('says what to do when there is none', () => {
    expect(() => findPython(machineWith({}))).toThrow(/needs Python 3\.10 or newer, and no Python was found.*python\.org/u);
  });
});

it('refuses a Node that is too old, with its version', () => {
  expect(() => requireNode('18.19.0')).toThrow('this is Node 18.19.0');
  expect(() => requireNode('20.0.0')).not.toThrow();
});

describe('a failed installation', () => {
  it.each([
    [explainNpmTrouble, 'npm error code ENOTFOUND\nnpm error request to https://registry failed', 'the npm registry'],
    [explainNpmTrouble, 'npm error code EAI_AGAIN', 'the npm registry'],
    [explainPipTrouble, 'NewConnectionError: Failed to establish a new connection: [Errno 101]', 'the Python package index'],
    [explainPipTrouble, '[Errno -3] Temporary failure in name resolution', 'the Python package index'],
  ])('blames the network where the network is to blame', (explain, output, place) => {
    expect(explain(output)).toContain(`no connection to ${place}`);
  });

  it('does not blame the network for anything else', () => {
    expect(explainNpmTrouble('npm error code EUSAGE')).toBeUndefined();
    expect(explainPipTrouble('ERROR: No matching distribution found for jupyterlab==99')).toBeUndefined();
  });
});
