import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { describeOldNode } from './required-node';

describe('the Node that is needed', () => {
  it.each(['22.13.0', '22.22.1', '23.0.0', '24.21.0', '100.0.0'])('may be %s', version => {
    expect(describeOldNode(version)).toBeUndefined();
  });

  it.each(['18.20.8', '20.20.2', '22.12.0'])('is not %s, and the sentence says both', version => {
    expect(describeOldNode(version)).toBe(`Node 22.13 or newer is needed (this is ${version}). Get one from https://nodejs.org.`);
  });

  it('is the one that the package names', () => {
    const named = packageJson.engines.node.replace('>=', '');

    expect(describeOldNode('0.0.0')).toContain(`Node ${named} or newer`);
    expect(describeOldNode(`${named}.0`)).toBeUndefined();
  });
});
