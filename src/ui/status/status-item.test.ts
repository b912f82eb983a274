// @vitest-environment jsdom
import { MessageLoop } from '@lumino/messaging';
import { expect, it, vi } from 'vitest';

import type { HelpCall } from '../../client/assistance/help-call';
import type { ReportingStatus } from '../../client/status/reporting-status';
import { initialStatus } from '../../client/status/status';
import { english } from '../../jupyter/fixtures/english';
import { Announcements } from './announcements';
import { StatusItem } from './status-item';

vi.hoisted(() => {
  // JupyterLab's widgets want these of a browser, and jsdom has none of them.
  vi.stubGlobal('DragEvent', class extends Event {});
  vi.stubGlobal('matchMedia', () => ({ matches: false, addListener: () => undefined, addEventListener: () => undefined }));
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setImmediate(work));
});

const THIRD: HelpCall = { atMs: 0, question: '', place: null, closesItself: true, standing: { id: 'h', status: 'open', position: 3 } };

it.each<[string, Partial<ReportingStatus>, string]>([
  ['all is well', {}, 'Reporting'],
  ['all is well and the student waits for help', { help: THIRD }, 'Waiting for help: number 3'],
  ['something is wrong, and the student waits for help', { phase: 'offline', help: THIRD }, 'Waiting for help: number 3 · Offline'],
])('when %s, no more is shown than says something, what the student waits for first, and all is read out', async (_, change, expected) => {
  const status = { ...initialStatus('indexeddb'), phase: 'reporting' as const, ...change };
  const item = new StatusItem({
    facts: () => [{ status, isMisconfigured: false, folder: '' }],
    words: english,
    formatTime: String,
    announcements: new Announcements(() => 0),
    onClick: () => undefined,
  });
  document.body.replaceChildren(item.node);
  item.update();
  MessageLoop.flush();
  await item.renderPromise;
  expect(item.node.querySelector('.jp-CellMonitor-label')?.textContent).toBe(expected);
  const button = item.node.querySelector('button');
  expect(button?.getAttribute('aria-label')).toContain(expected);
  expect(button?.getAttribute('aria-label')).toContain(status.phase === 'reporting' ? 'Reporting' : 'Offline');
  item.dispose();
});
