import type { Page } from '@playwright/test';
import { openOtherSite, type OtherSite } from './support/other-site';
import { expect, test } from './support/test';

let site: OtherSite;
test.beforeEach(async () => {
  site = await openOtherSite();
});
test.afterEach(() => site.close());

// Fault 47. To a browser, a port of the same host is the same site: the cookie comes along, and the server must say no.
for (const host of ['127.0.0.1', 'localhost']) {
  test(`a page of another site, on ${host}, can neither read nor act as the instructor who visits it`, async ({
    context,
    server,
    dashboard,
  }) => {
    const evil = await context.newPage();
    await evil.goto(`http://${host}:${String(site.port)}/`);
    const taken = await attack(evil, server.url);

    expect(taken).toEqual([]);
    // The browser shows the tests nothing of what another origin was answered; the server counts it.
    expect(await countForbidden(server.url)).toBeGreaterThanOrEqual(10);
    expect((await server.findClass()).name).toBe('My class');
    await dashboard.page.reload();
    await expect(dashboard.page.getByText('Live', { exact: true })).toBeVisible();
  });
}

async function countForbidden(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const counts = metrics.matchAll(/^cell_monitor_requests_refused_total\{[^}]*code="forbidden"[^}]*\} (\d+)$/gmu);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Everything that a page can try. @returns what it got */
function attack(page: Page, url: string): Promise<readonly string[]> {
  return page.evaluate(async target => {
    const api = `${target}/api/v1`;
    const taken: string[] = [];
    const tryFetch = async (path: string, init: RequestInit): Promise<void> => {
      const answer = await fetch(api + path, { credentials: 'include', ...init }).catch(() => undefined);
      if (answer !== undefined && answer.type !== 'opaque') {
        taken.push(`${init.method ?? 'GET'} ${path}: ${await answer.text()}`);
      }
    };
    const body = JSON.stringify({ name: 'Taken' });
    for (const path of ['/classes', '/classes/default/state', '/classes/default/events', '/system']) {
      await tryFetch(path, {});
      await tryFetch(path, { mode: 'no-cors' });
    }
    await tryFetch('/classes', { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body });
    await tryFetch('/classes/default', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body });
    await tryFetch('/session', { method: 'DELETE' });
    await tryFetch('/session', { method: 'POST', mode: 'no-cors', body });
    await new Promise<void>(resolve => {
      const feed = new EventSource(`${api}/classes/default/feed`, { withCredentials: true });
      feed.addEventListener('open', () => taken.push('the feed'));
      feed.addEventListener('error', () => {
        feed.close();
        resolve();
      });
    });
    const frame = document.createElement('iframe');
    const loaded = new Promise(resolve => frame.addEventListener('load', resolve));
    frame.src = target;
    document.body.append(frame);
    await loaded;
    try {
      taken.push(`the page: ${frame.contentWindow?.document.title ?? ''}`);
    } catch {
      // Another origin's page, or the browser's own that says no.
    }
    return taken;
  }, url);
}
