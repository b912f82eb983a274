import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALERT_RULES } from '../../src/observability/alerts/alert-rules';
import { COMMANDS } from '../../src/operator/cli/commands';
import { SETTINGS } from '../../src/config/settings';
import { flagOf } from '../../src/config/setting';

const guide = readFileSync(fileURLToPath(new URL('../../../docs/operations.md', import.meta.url)), 'utf8');

describe('docs/operations.md', () => {
  it('names every setting with its flag, and every command', () => {
    for (const { variable } of Object.values(SETTINGS)) {
      expect(guide).toContain(`\`${variable}\``);
      expect(guide).toContain(`\`--${flagOf(variable)}\``);
    }
    for (const { name } of COMMANDS) {
      expect(guide).toContain(`\`${name}`);
    }
  });

  it('gives every alert its levels', () => {
    for (const [name, { levels }] of Object.entries(ALERT_RULES)) {
      const row = guide.split('\n').find(line => line.startsWith(`| \`${name}\` |`)) ?? '';
      const [warning, critical] = row
        .split('|')
        .slice(2, 4)
        .map(cell => Number.parseFloat(cell.replace(',', '')));
      expect({ name, warning, critical }).toEqual({ name, ...levels });
    }
  });
});
