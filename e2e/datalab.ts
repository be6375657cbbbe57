import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { releasesRoutes } from '@datalab/server/modules/releases/releases.contract.ts';
import { signIn } from '../demo/src/story/client.ts';

export interface RunningDatalab {
  readonly url: string;
  /** What it printed for the first account, where there is none. */
  readonly setUpCode: string | undefined;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly directory: string;
  readonly demo: boolean;
  /** Keeps what the server logs, beside the last of it that every failure shows. */
  readonly logFile?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const command = join(import.meta.dirname, '..', 'cli', 'src', 'main.ts');
/** A start that hangs ends here; one on a busy machine does not. */
const patienceMs = 900_000;

/** Starts the real command in a directory of its own and waits until the demo, if asked for, has been played. */
export async function startDatalab({
  directory,
  demo,
  logFile,
  env = {},
}: StartOptions): Promise<RunningDatalab> {
  const port = await findFreePort();
  const args = [command, 'start', '--port', String(port), '--data', directory];
  const child = spawn(process.execPath, demo ? [...args, '--demo'] : args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  if (logFile !== undefined) child.stderr.pipe(createWriteStream(logFile));
  const exited = once(child, 'exit');
  const untilSaid = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(output.join(''));
        if (match !== null) resolve(match);
      };
      child.stdout.on('data', look);
      void exited.then(() => reject(new Error(`datalab ended:\n${output.join('')}`)));
      look();
    });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + patienceMs;
  while (!(await isComplete(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`datalab did not become ready:\n${output.join('')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const firstAccount = demo ? undefined : await untilSaid(/this set-up code: (\S+)|Stop with Ctrl-C/);
  return {
    url,
    setUpCode: firstAccount?.[1],
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}

/** A demo that was played and stopped, to start copies of. */
export interface PreparedDemo {
  readonly dataDirectory: string;
  /** What the server logged while it was played. */
  readonly logFile: string;
  /** What it said of its start when it was complete. */
  readonly startUpFile: string;
}

const prepared = (directory: string): PreparedDemo => ({
  dataDirectory: join(directory, 'data'),
  logFile: join(directory, 'log'),
  startUpFile: join(directory, 'start-up.json'),
});

/** Plays the demo, started as a person would start it, with every answer held to its contract. */
export async function prepareDemo(directory: string): Promise<PreparedDemo> {
  const demo = prepared(directory);
  const { url, stop } = await startDatalab({
    directory: demo.dataDirectory,
    demo: true,
    logFile: demo.logFile,
    env: { DATALAB_CHECK_ANSWERS: 'yes' },
  });
  await writeFile(demo.startUpFile, await (await fetch(`${url}/api/v1/start-up`)).text());
  await readAllChecks(url);
  await stop();
  return demo;
}

/** As the privacy officer: what is read has been checked, so copies of the demo do not check it again. */
async function readAllChecks(url: string): Promise<void> {
  const { call } = await signIn(url, 'fatma.demir@voorbeeldstad.example', AbortSignal.timeout(patienceMs));
  for (const { slug: edition } of await call(editionsRoutes.listEditions, {})) {
    const { dataSets } = await call(releasesRoutes.getReleases, { params: { edition } });
    for (const { dataSet } of dataSets)
      await call(releasesRoutes.getDataSetCheck, { params: { edition, dataSet } });
  }
}

/** The demo that `PREPARED_DEMO` names, played by `e2e/prepare-demo.ts`, or else one played now. */
export async function openPreparedDemo(): Promise<PreparedDemo & { remove(): Promise<void> }> {
  const known = process.env['PREPARED_DEMO'];
  if (known !== undefined) return { ...prepared(known), remove: async () => {} };
  const directory = await mkdtemp(join(tmpdir(), 'datalab-prepared-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  return { ...(await prepareDemo(directory)), remove };
}

/**
 * A demo of its own, played before: what happens in it nobody else sees. Stopping removes it.
 * @param alter changes what is stored before it starts
 */
export async function startPreparedDemo(
  { dataDirectory }: PreparedDemo,
  alter: (directory: string) => Promise<void> = async () => {},
): Promise<RunningDatalab & { readonly directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'datalab-e2e-'));
  await cp(dataDirectory, directory, { recursive: true });
  await alter(directory);
  const { url, setUpCode, stop } = await startDatalab({ directory, demo: true });
  return {
    url,
    setUpCode,
    directory,
    async stop() {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function isComplete(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/v1/start-up`);
    if (!response.ok) return false;
    const startUp = (await response.json()) as { complete: boolean };
    return startUp.complete;
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
