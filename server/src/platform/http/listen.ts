import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { createApi } from './api.ts';

export interface Listening {
  readonly url: string;
  /** Lets requests that run come to an end, for a moment. */
  close(): Promise<void>;
}

const uploadMsMax = 3_600_000;
const patienceMs = 3000;

export function listen(
  app: ReturnType<typeof createApi>,
  place: { readonly port: number; readonly host: string },
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({
      fetch: app.fetch,
      port: place.port,
      hostname: place.host,
      serverOptions: { requestTimeout: uploadMsMax },
    });
    server.once('error', reject);
    server.once('listening', () => {
      const { port } = server.address() as AddressInfo;
      const host = place.host.includes(':') ? `[${place.host}]` : place.host;
      resolve({ url: `http://${host}:${port}`, close: () => closeServer(server) });
    });
  });
}

function closeServer(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    const closeAll = (): void => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    };
    const patience = setTimeout(closeAll, patienceMs);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
