import { expect } from '@playwright/test';
import { build } from 'esbuild';
import { inProject } from '../../../scripts/project/paths.mjs';
import type { Driver } from './driver';
import type { Target } from './page-finder';

/** JupyterLab may take its time to start. */
const WAIT_MS = 60_000;

/** What stands on a page, by the roles and names that it has to people: read alike in every engine. */
export class Screen {
  constructor(readonly browser: Driver) {}

  /** Presses the first button or link whose name begins so, once it is there. */
  async press(role: 'button' | 'link', name: string): Promise<void> {
    await this.#use({ role, name }, target => this.browser.click(find, target));
  }

  async fill(label: string, text: string): Promise<void> {
    await this.#use({ role: 'textbox', name: label }, target => this.browser.fill(find, target, text));
  }

  /** Waits until something is there whose name begins so. */
  async see(role: string, name: string): Promise<void> {
    await this.#use({ role, name }, target => this.browser.evaluate(sought => window.findByRole?.(sought) !== undefined, target));
  }

  /** Waits until the page says this somewhere. */
  async read(words: string): Promise<void> {
    await expect.poll(() => this.browser.evaluate(() => document.body.innerText), { timeout: WAIT_MS }).toContain(words);
  }

  async #use(target: Target, use: (target: Target) => Promise<boolean>): Promise<void> {
    const attempt = async () => {
      await this.#bringFinder();
      return use(target);
    };
    await expect.poll(attempt, { message: `${target.role} "${target.name}"`, timeout: WAIT_MS }).toBe(true);
  }

  async #bringFinder(): Promise<void> {
    if (!(await this.browser.evaluate(() => window.findByRole !== undefined))) {
      await this.browser.load(await finder());
    }
  }
}

const find = (target: Target): Element | undefined => window.findByRole?.(target);

let bundled: Promise<string> | undefined;

function finder(): Promise<string> {
  return (bundled ??= bundleFinder());
}

async function bundleFinder(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [inProject('ui-tests', 'browsers', 'support', 'page-finder.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"test"', 'process.env': '{}', process: 'undefined' },
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}
