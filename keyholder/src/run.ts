import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOprfPool } from '@datalab/pseudonyms';
import { createAdaptorServer } from '@hono/node-server';
import { createAuthentication } from './authentication.ts';
import { lockDataDir } from './data-lock.ts';
import { createEvaluations } from './evaluations.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRoutes } from './routes.ts';
import { adminTokenPath, loadAdminTokenHash } from './tokens.ts';
import { openUsageLog } from './usage-log.ts';
import { openVault } from './vault.ts';

export interface KeyholderOptions {
  readonly dataDir: string;
  readonly host?: string;
  readonly port?: number;
  readonly threads?: number;
  /** Persons a second that one organisation may have evaluated in one space, after a first burst of ten times that. */
  readonly personsPerSecond?: number;
  /** How long to wait for another keyholder on this directory that may be ending; by default not at all. */
  readonly lockWaitMs?: number;
  readonly now?: () => Date;
  readonly onError?: (error: Error) => void;
}

export interface RunningKeyholder {
  readonly url: string;
  readonly adminTokenPath: string;
  close(): Promise<void>;
}

/** Runs the keyholder in this process and resolves when it answers. */
export async function runKeyholder(options: KeyholderOptions): Promise<RunningKeyholder> {
  const { dataDir, now = () => new Date(), personsPerSecond = 5000, host = '127.0.0.1' } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockDataDir(dataDir, options.lockWaitMs ?? 0);
  const pool = createOprfPool(options.threads);
  const cleanUp = async () => {
    await pool.close();
    await unlock();
  };
  try {
    const adminTokenHash = await loadAdminTokenHash(dataDir);
    const vault = await openVault(dataDir, now);
    const log = await openUsageLog(dataDir, now);
    const personRate = createRateLimit({
      capacity: 10 * personsPerSecond,
      perSecond: personsPerSecond,
      now,
    });
    const refusedRate = createRateLimit({ capacity: 100, perSecond: 1, now });
    const authentication = createAuthentication({ vault, log, refusedRate, adminTokenHash });
    const evaluations = createEvaluations({ vault, pool, log, personRate, authentication });
    const onError = options.onError ?? (() => undefined);
    const app = createRoutes({ vault, evaluations, log, authentication, onError });
    const server = createAdaptorServer({ fetch: app.fetch }) as Server;
    server.requestTimeout = 30_000;
    await listen(server, options.port ?? 0, host);
    return {
      url: addressOf(server),
      adminTokenPath: adminTokenPath(dataDir),
      async close() {
        await closeServer(server);
        await cleanUp();
        await log.close();
      },
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
}
