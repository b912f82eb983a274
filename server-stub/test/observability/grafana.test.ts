import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toExposition } from '../../src/observability/metrics/exposition';
import { Metrics } from '../../src/observability/metrics/metrics';
import { startProcessProbe } from '../../src/platform/process/process-probe';
import { ExpositionReader } from '../support/exposition-reader';
import { VirtualClock } from '../support/virtual-clock';

const DASHBOARD = new URL('../../../docs/grafana/cell-monitor.json', import.meta.url);
const HISTOGRAM_SERIES = /_(?:bucket|sum|count)$/u;

/** The names of a server that has kept its log in both kinds of store. */
async function exposedNames(): Promise<string[]> {
  const metrics = new Metrics({ probe: startProcessProbe(new VirtualClock()) });
  metrics.store.note({ kind: 'sqlite', reason: null, databaseBytes: 1, walBytes: 1, disk: null }, true);
  metrics.store.note({ kind: 'redis', reason: null, ownConnections: 2, server: null }, true);
  return new ExpositionReader(await toExposition([(await metrics.report()).metrics])).names;
}

it('the Grafana dashboard asks for nothing that the server does not tell, and shows all that is its own', async () => {
  const text = readFileSync(DASHBOARD, 'utf8');
  const asked = new Set(
    [...text.matchAll(/\b(?:cell_monitor|process|nodejs)_[a-z0-9_]+/gu)].map(([name]) => name.replace(HISTOGRAM_SERIES, '')),
  );
  const exposed = await exposedNames();

  expect([...asked].filter(name => !exposed.includes(name))).toEqual([]);
  expect(exposed.filter(name => name.startsWith('cell_monitor_') && !asked.has(name))).toEqual([]);
  expect((JSON.parse(text) as { panels: unknown[] }).panels.length).toBeGreaterThan(20);
});
