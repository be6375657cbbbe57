import { once } from 'node:events';
import { createServer } from 'node:net';

/** Throws the system's error when the port cannot be had, before anything is made that would have to be undone. */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
