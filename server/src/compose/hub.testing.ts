import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server, type ServerConfig } from '../compose.ts';
import { seedDataDirectory } from '../platform/db/database.testing.ts';
import type { RouteBinding } from '../platform/http/binding.ts';
import type { RouteDefinition } from '../platform/http/route.ts';
import { createLogger } from '../platform/log/logger.ts';

export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The text of a file, for an operation that takes one. */
  readonly file?: string | undefined;
}

export interface Answer {
  readonly status: number;
  /** Why it was refused. */
  readonly code: string | undefined;
  readonly text: string;
  /** The cookies that it set. */
  readonly cookie: string;
}

/** A server on a directory of its own, which can be stopped to look at what it kept. */
export interface Hub {
  readonly dataDir: string;
  bindings(): readonly RouteBinding[];
  ask(cookie: string, operation: string, asked?: Asked): Promise<Answer>;
  /** As `ask`, of what must succeed. */
  act<T = { readonly id: string }>(cookie: string, operation: string, asked?: Asked): Promise<T>;
  signIn(email: string): Promise<string>;
  /** Stops the server while `work` looks at its directory. */
  whileStopped<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openHub(demo: NonNullable<ServerConfig['demo']>): Promise<Hub> {
  const dataDir = await mkdtemp(join(tmpdir(), 'datalab-hub-'));
  await seedDataDirectory(dataDir);
  const lines: string[] = [];
  const start = (): Promise<Server> =>
    createServer({ dataDir, demo, checkResponses: true, logger: createLogger((line) => lines.push(line)) });
  let server = await start();

  async function ask(cookie: string, operation: string, asked: Asked = {}): Promise<Answer> {
    const binding = server.bindings.find(({ route }) => route.operationId === operation);
    if (binding === undefined) throw new Error(`there is no operation ${operation}`);
    const response = await server.fetch(toRequest(binding.route, cookie, asked));
    if (binding.route.events === true && response.ok) await response.body?.cancel();
    const text = response.bodyUsed ? '' : await response.text();
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    const { status } = response;
    if (status >= 500) throw new Error(`${operation} broke: ${text} ${lines.at(-1)}`);
    return { status, text, cookie: set.join('; '), code: response.ok ? undefined : codeIn(text) };
  }

  return {
    dataDir,
    ask,
    bindings: () => server.bindings,
    act: async (cookie, operation, asked) => {
      const { status, text } = await ask(cookie, operation, asked);
      if (status >= 300) throw new Error(`${operation} answered ${status}: ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    signIn: async (email) => (await ask('', 'signInAsDemoPerson', { body: { email } })).cookie,
    whileStopped: async (work) => {
      await server.close();
      const found = await work();
      server = await start();
      return found;
    },
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

function toRequest({ method, path, form }: RouteDefinition, cookie: string, asked: Asked): Request {
  const { params = {}, query = {}, body, file } = asked;
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'));
  const url = new URL(`http://localhost/api/v1${place}?${new URLSearchParams(query)}`);
  const headers = new Headers({ cookie });
  const init: RequestInit = { method: method.toUpperCase(), headers };
  if (file !== undefined) {
    const sent = new FormData();
    sent.set('file', new Blob([file]), 'file.csv');
    init.body = sent;
  } else if (body !== undefined) {
    headers.set('content-type', form === true ? 'application/x-www-form-urlencoded' : 'application/json');
    init.body = form === true ? new URLSearchParams(body as Record<string, string>) : JSON.stringify(body);
  }
  return new Request(url, init);
}

function codeIn(text: string): string | undefined {
  return text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined;
}
