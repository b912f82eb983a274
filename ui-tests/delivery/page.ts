/**
 * A bare page that holds the extension's own client, as JupyterLab would: its path is the hub's base URL of the user,
 * its query says whom to report for. Bundled by the tests; see `support/page-site.ts`.
 */
import { systemRandomId } from '../../src/platform/random';
import { createBrowserClient } from '../../src/client/browser-client';
import { ALL_TERMS } from '../../src/client/consent/consent';
import type { Holdings } from '../../src/client/sources/holdings';
import type { ReportingStatus } from '../../src/client/status/reporting-status';
import { watchDurableRuns } from './support/durable-runs';
import { labelOf } from './support/run-label';

/** What the tests see and do in the page. */
export interface PageHandle {
  /** Names this load of the page. */
  readonly page: string;
  /** How many runs were recorded since the page was loaded; they are numbered from 1. */
  readonly recorded: number;
  readonly status: ReportingStatus;
  record(count: number, fillerBytes?: number): void;
  sendNow(): void;
  holdings(): Promise<Holdings>;
}

declare global {
  interface Window {
    cellMonitor: PageHandle;
    /** The test's: told of the runs whose write to the database has completed. */
    reportDurable?: (labels: readonly string[]) => Promise<void>;
  }
}

const query = new URLSearchParams(location.search);
const ask = (name: string): string => query.get(name) ?? '';
const page = systemRandomId();
let recorded = 0;

watchDurableRuns(labels => void window.reportDurable?.(labels));

const client = createBrowserClient(window, location.pathname);
const joined = client.onStatusChange(({ phase, policy }) => {
  if (phase === 'joining' && policy === null) {
    // As the form does: a student who has just joined does not wait for the first report of the default policy.
    joined();
    client.sendNow();
  }
});
const student = ask('student');
client.configure({ serverUrl: ask('server'), joinCode: ask('code'), studentId: student, displayName: student, team: '' });
client.consent.agree(ALL_TERMS);

function recordRun(fillerBytes: number): void {
  recorded += 1;
  const filler = 'x'.repeat(fillerBytes);
  client.enqueue('cell.executed', {
    notebook: 'exercise.ipynb',
    cell: { id: 'c1', index: 0 },
    ok: true,
    durationMs: 12,
    executionCount: recorded,
    language: 'python',
    label: labelOf(page, recorded),
    filler,
  });
}

window.cellMonitor = {
  page,
  get recorded() {
    return recorded;
  },
  get status() {
    return client.status;
  },
  record: (count, fillerBytes = 0) => {
    for (let index = 0; index < count; index += 1) {
      recordRun(fillerBytes);
    }
  },
  sendNow: () => client.sendNow(),
  holdings: () => client.ownData.holdings(1000),
};

const atLoad = Number(ask('runsAtLoad'));
window.cellMonitor.record(atLoad);
const everyMs = Number(ask('everyMs'));
if (everyMs > 0) {
  setInterval(() => recordRun(0), everyMs);
}
