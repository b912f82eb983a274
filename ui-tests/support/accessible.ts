import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test';

/** The rules of WCAG 2.2, levels A and AA; the size of targets is among the last. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THEMES = ['JupyterLab Dark', 'JupyterLab Light'];
/** Of a target, in CSS pixels. A checkbox is hit by its label, too. */
const MIN_TARGET = 24;

/** What is JupyterLab's own name for its application in the page. */
interface LabWindow {
  readonly jupyterapp: { readonly commands: { execute(command: string, args: object): Promise<unknown> } };
}

/** Expects a part of the page to be accessible in JupyterLab's dark and light themes, and everything in it to be easy to hit. */
export async function expectAccessible(page: Page, part: string): Promise<void> {
  for (const theme of THEMES) {
    await page.evaluate(
      name => (window as unknown as LabWindow).jupyterapp.commands.execute('apputils:change-theme', { theme: name }),
      theme,
    );
    await expect(page.locator('body')).toHaveAttribute('data-jp-theme-name', theme);
    const { violations } = await new AxeBuilder({ page }).include(part).withTags(RULES).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${theme}: ${id} at ${target.join(' ')}`))).toEqual([]);
  }
  const targets = page.locator(part).locator('button, summary, select, textarea, input:not([type=checkbox]), label:has(input)');
  const small = await targets.evaluateAll(
    (nodes, least) =>
      nodes.flatMap(node => {
        const { width, height } = node.getBoundingClientRect();
        return width > 0 && Math.min(width, height) < least ? [`${node.textContent ?? ''}: ${String(width)} × ${String(height)}`] : [];
      }),
    MIN_TARGET,
  );
  expect(small).toEqual([]);
}
