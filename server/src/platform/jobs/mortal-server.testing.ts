/**
 * A server of its own whose one kind of job kills it, as a file that takes all memory would. Asked with a place,
 * `{ "dataDir" }` or `{ "url" }`, and the id of a job to start; without one it runs what stands there.
 */
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open-database.ts';
import { createLogger } from '../log/logger.ts';
import { jobRunsMigrations } from './job-runs.ts';
import { createJobs } from './jobs.ts';

const [place = '', job] = process.argv.slice(2);
const database = await openDatabase(JSON.parse(place) as Parameters<typeof openDatabase>[0]);
await migrate(database.db, [jobRunsMigrations]);
const silent = createLogger(() => {});
const jobs = await createJobs(database, silent, { heartbeatSeconds: 10, superviseSeconds: 1 });
jobs.define({
  name: 'mortal',
  run: async () => {
    process.kill(process.pid, 'SIGKILL');
  },
});
await jobs.work();
if (job !== undefined) await jobs.start('mortal', { file: 'bomb' }, { id: job });
