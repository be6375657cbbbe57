import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { adminTokenPath } from './tokens.ts';

export interface KeyholderProcessOptions {
  readonly dataDir: string;
  readonly port?: number;
  readonly host?: string;
  readonly threads?: number;
}

export interface KeyholderProcess {
  readonly url: string;
  readonly adminToken: string;
  readonly adminTokenPath: string;
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

const startMsMax = 20_000;
const stopMsMax = 5_000;

/** Starts the keyholder as a child process that ends when this process does, and waits until it answers. */
export async function startKeyholder(options: KeyholderProcessOptions): Promise<KeyholderProcess> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./main.ts', import.meta.url)), ...flags(options)],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {},
    },
  );
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = () => stopChild(child, exited);
  try {
    const url = await waitUntilReady(child);
    const path = adminTokenPath(options.dataDir);
    const adminToken = (await readFile(path, 'utf8')).trim();
    return { url, adminToken, adminTokenPath: path, pid: child.pid ?? 0, exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function flags({ dataDir, port = 0, host = '127.0.0.1', threads }: KeyholderProcessOptions): string[] {
  const base = ['--data', dataDir, '--port', String(port), '--host', host];
  return threads === undefined ? base : [...base, '--threads', String(threads)];
}

function waitUntilReady(child: ChildProcess): Promise<string> {
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    const fail = (reason: string) =>
      reject(new Error(`The keyholder did not start: ${reason} ${lastWords}`.trim()));
    const timer = setTimeout(() => fail(`no answer within ${startMsMax / 1000} s.`), startMsMax);
    child.once('message', (message: { url: string }) => {
      clearTimeout(timer);
      resolve(message.url);
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      fail(`it ended with code ${code}.`);
    });
  });
}

async function stopChild(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax);
  await exited;
  clearTimeout(timer);
}
