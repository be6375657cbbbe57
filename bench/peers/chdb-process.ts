/** Runs the statements that its parent sends in chDB, and answers what each took. `node chdb-process.ts DIRECTORY`. */
import { createRequire } from 'node:module';
import { costOf } from '../query/cost.ts';

interface Session {
  query(sql: string, format: string): string;
}

interface Chdb {
  readonly Session: new (directory: string) => Session;
}

function isChdb(module: unknown): module is Chdb {
  return typeof module === 'object' && module !== null && 'Session' in module;
}

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('Give a directory.');
const chdb: unknown = createRequire(import.meta.url)('chdb');
if (!isChdb(chdb)) throw new Error('This is another chDB than the one that is known.');
const session = new chdb.Session(directory);
process.on('message', async (sql: string) => {
  process.send?.(await costOf(async () => session.query(sql, 'JSONCompact')));
});
process.send?.('ready');
