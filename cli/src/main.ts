#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

// In a directory that only this user can write to: what lies there is run.
const { directory } = enableCompileCache(
  process.env['NODE_COMPILE_CACHE'] ?? join(homedir(), '.cache', 'datalab', 'compiled'),
);
// Threads do not take the cache over from the process, only from its environment.
if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(directory);
const { main } = await import('./program.ts');
process.stdout.on('error', ignoreClosedPipe);
process.exitCode = await main(process.argv.slice(2));

/** The reader of our output may stop reading, as `head` does. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
