import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { Classroom } from '../../server-stub/test/support/classroom';

export interface Route {
  readonly method: string;
  /** With `:names` and perhaps a `*`. */
  readonly path: string;
}

/** Every route of the server, from the app itself: a new one is fuzzed from its first day on. */
export async function listRoutes(): Promise<readonly Route[]> {
  const routes = new Map<string, Route>();
  const listen = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
      for (const name of [method].flat()) {
        routes.set(`${name} ${url}`, { method: name, path: url });
      }
    });
  };
  subscribe('fastify.initialization', listen);
  await buildOnce();
  unsubscribe('fastify.initialization', listen);
  return [...routes.values()];
}

/** With everything that a server can have, so that no route is missing. */
async function buildOnce(): Promise<void> {
  const dashboardRoot = mkdtempSync(join(tmpdir(), 'cell-monitor-dashboard-'));
  writeFileSync(join(dashboardRoot, 'index.html'), '<!doctype html>');
  const room = await Classroom.open({ dashboardRoot, watch: { levels: {}, sinks: [] } });
  await room.close();
  rmSync(dashboardRoot, { recursive: true });
}
