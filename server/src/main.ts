import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from './compose.ts';
import { createLogger } from './platform/log/logger.ts';

/** The server by itself, set by its environment; `datalab start` does the same with options and the demo. */
const {
  DATA_DIR = 'datalab-data',
  DATABASE_URL,
  HOST = '127.0.0.1',
  PORT = '3000',
  PUBLIC_URL,
} = process.env;
const { KEYHOLDER_URL, KEYHOLDER_ADMIN_TOKEN } = process.env;

const server = await createServer({
  dataDir: DATA_DIR,
  databaseUrl: DATABASE_URL,
  publicUrl: PUBLIC_URL,
  keyholder:
    KEYHOLDER_URL === undefined ? undefined : { url: KEYHOLDER_URL, adminToken: KEYHOLDER_ADMIN_TOKEN ?? '' },
  webDirectory: join(fileURLToPath(import.meta.url), '..', '..', '..', 'web', 'dist'),
  logger: createLogger((line) => process.stdout.write(`${line}\n`)),
});
const address = await server.listen(Number(PORT), HOST);
console.log(address);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server.close().then(() => process.exit(0));
  });
}
