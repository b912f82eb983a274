import type { Page } from '@playwright/test';
import type { BatchMessage } from '../../src/protocol';

/** What a page reported up to now, batch by batch, in the order in which the reports left. */
export function watchReports(page: Page): readonly BatchMessage[] {
  const reports: BatchMessage[] = [];
  page.on('request', request => {
    const body = request.url().endsWith('/api/v1/batches') ? request.postData() : null;
    if (body !== null) {
      reports.push(JSON.parse(body) as BatchMessage);
    }
  });
  return reports;
}
