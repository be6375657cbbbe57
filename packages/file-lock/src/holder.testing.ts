/** Takes the lock at its argument, says `held` or the name of the error, and keeps it until it is ended. */
import { lockFile } from './file-lock.ts';

const [path = ''] = process.argv.slice(2);
try {
  await lockFile(path);
  process.stdout.write('held\n');
  // Stays alive, as a server does; the process that started it ends it.
  process.stdin.resume();
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name} ${error.message}` : 'unknown'}\n`);
}
