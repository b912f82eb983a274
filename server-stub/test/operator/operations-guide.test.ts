import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALERT_RULES } from '../../src/observability/alerts/alert-rules';
import { COMMANDS } from '../../src/operator/cli/commands';
import { readInvocation } from '../../src/operator/cli/invocation';
import { SETTINGS } from '../../src/config/settings';
import { flagOf } from '../../src/config/setting';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Every page that tells people what to type. */
const PAGES = ['README.md', 'CONTRIBUTING.md', 'python-server/README.md', 'docs/exports/README.md'].concat(
  readdirSync(join(ROOT, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
);
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

/** What a page shows to be typed, line by line, without what stands behind it as a comment. */
function commandsOf(page: string): readonly string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const blocks = [...text.matchAll(/^```bash\n(?<lines>[\s\S]*?)^```$/gmu)].flatMap(({ groups }) => (groups?.['lines'] ?? '').split('\n'));
  return blocks.map(line => line.replace(/\s+#.*$/u, ''));
}

/** The arguments after the server's name, where it is called; what is left to the reader (`…`) is nothing. */
function argumentsIn(command: string): readonly string[] | undefined {
  const call = /(?:^|\s|\/)(?:cell-monitor-server|npm run server --)(?<args>(?:\s.*)?)$/u.exec(command);
  return /\bpip install\b/u.test(command) ? undefined : call?.groups?.['args']?.split(/\s+/u).filter(word => word !== '' && word !== '…');
}

describe('what the pages tell to type', () => {
  it('are commands and flags of the server that there are', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cell-monitor-guide-'));
    const settings = join(folder, 'cell-monitor.env');
    writeFileSync(settings, '');
    const calls = PAGES.flatMap(commandsOf).map(command => argumentsIn(command) ?? []);

    expect(calls.filter(args => args.length > 0).length).toBeGreaterThan(15);
    for (const args of calls) {
      const inTest = args.map(arg => (arg.endsWith('cell-monitor.env') ? settings : arg));
      expect(() => readInvocation(inTest, {})).not.toThrow();
    }
    rmSync(folder, { recursive: true });
  });

  it('are scripts of npm that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = PAGES.flatMap(page => [
      ...readFileSync(join(ROOT, page), 'utf8').matchAll(/npm run (?:--silent )?(?<name>[a-z][\w:-]*)/gu),
    ]);

    expect(named.length).toBeGreaterThan(50);
    expect(named.map(({ groups }) => groups?.['name'] ?? '').filter(name => !(name in scripts))).toEqual([]);
  });
});
