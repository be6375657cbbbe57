import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningDatalab {
  readonly url: string;
  stop(): Promise<void>;
}

const command = join(import.meta.dirname, '..', 'cli', 'src', 'main.ts');

/** Starts the real command in a directory of its own and waits until the demo, if asked for, has been played. */
export async function startDatalab(options: { directory: string; demo: boolean }): Promise<RunningDatalab> {
  const port = await findFreePort();
  const args = [command, 'start', '--port', String(port), '--data', options.directory];
  const child = spawn(process.execPath, options.demo ? [...args, '--demo'] : args, {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 150_000;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`datalab did not become ready:\n${output.join('')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}

/** A demo of its own, played before: what happens in it nobody else sees. Stopping removes it. */
export async function startPreparedDemo(prepared: string): Promise<RunningDatalab> {
  const directory = await mkdtemp(join(tmpdir(), 'datalab-e2e-'));
  await cp(prepared, directory, { recursive: true });
  const { url, stop } = await startDatalab({ directory, demo: true });
  return {
    url,
    async stop() {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/v1/start-up`);
    if (!response.ok) return false;
    const startUp = (await response.json()) as { ready: boolean };
    return startUp.ready;
  } catch {
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}
