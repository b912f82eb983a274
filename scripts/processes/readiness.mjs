import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;

/**
 * Waits until a URL answers with a 2xx, as long as its server runs.
 *
 * @param {string} url
 * @param {{ isRunning: () => boolean, timeoutMs: number, headers?: Record<string, string> }} options
 * @returns {Promise<boolean>} False when the server ended or the time is over.
 */
export async function waitUntilAnswering(url, { isRunning, timeoutMs, headers = {} }) {
  const deadline = Date.now() + timeoutMs;
  while (isRunning() && Date.now() < deadline) {
    if (await answers(url, headers)) {
      return true;
    }
    await sleep(POLL_MS);
  }
  return false;
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 */
async function answers(url, headers) {
  try {
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
