import { type ClassServer, startClassServer } from '../../../scripts/classroom/class-server.mjs';
import type { Stage } from './hour-of-help';

type ServerOptions = Parameters<typeof startClassServer>[0];

/** A class server that can be killed and started again at its address. @param options port 0 takes a free one, and keeps it */
export async function openStage(options: ServerOptions): Promise<Stage & { readonly server: () => ClassServer }> {
  let server = await startClassServer(options);
  const { url, dashboardUrl } = server;
  const port = Number(new URL(url).port);
  return {
    url,
    dashboardUrl,
    ownerToken: options.instructorToken,
    server: () => server,
    restart: async () => {
      await server.kill();
      server = await startClassServer({ ...options, port });
    },
  };
}
