/** `npm run long`: every test that tries instead of proves, at many more tries. Takes an hour; not part of `.ci/run`. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

const files = globSync('{packages,keyholder,server,cli,demo}/**/*.test.ts', {
  exclude: ['**/node_modules/**'],
}).filter((path) => readFileSync(path, 'utf8').includes('tools/effort.ts'));
const run = (command: string[]): boolean =>
  spawnSync('npx', command, { stdio: 'inherit', env: { ...process.env, LONG: '1' } }).status === 0;
const tested = run(['vitest', 'run', '--testTimeout=7200000', ...files]);
const attacked = run(['node', 'attacks/run.ts']);
process.exitCode = tested && attacked ? 0 : 1;
