/** `npm run check`: everything that can be judged without running the product. Writes nothing, reports all failures. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

const root = join(import.meta.dirname, '..');
const binary = (name: string): string => join(root, 'node_modules', '.bin', name);

const checks: readonly Check[] = [
  { name: 'format and lint', command: binary('biome'), args: ['ci', '.', '--colors=off'] },
  { name: 'types', command: binary('tsc'), args: ['-p', 'tsconfig.json'] },
  { name: 'types of the pages', command: binary('tsc'), args: ['-p', 'web/tsconfig.json'] },
  {
    name: 'architecture and inventories',
    command: binary('vitest'),
    args: ['run', 'tools', '--reporter=dot'],
  },
  { name: 'unused files, exports and dependencies', command: binary('knip'), args: ['--no-progress'] },
];

function run(check: Check): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(check.command, check.args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const end = (passed: boolean): void =>
      resolve({
        name: check.name,
        passed,
        output: Buffer.concat(chunks).toString('utf8'),
        seconds: (performance.now() - started) / 1000,
      });
    child.on('error', (error) => {
      chunks.push(Buffer.from(String(error)));
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** Two at a time: the machines this runs on have two cores. */
async function runAll(pending: readonly Check[]): Promise<Outcome[]> {
  const queue = [...pending];
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const outcome = await run(check);
      console.log(`${outcome.passed ? 'ok  ' : 'FAIL'} ${outcome.name} (${outcome.seconds.toFixed(1)} s)`);
      outcomes.push(outcome);
    }
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
}

const outcomes = await runAll(checks);
const failures = outcomes.filter((outcome) => !outcome.passed);
for (const failure of failures) console.log(`\n== ${failure.name}\n${failure.output.trim()}`);
console.log(`\n${outcomes.length - failures.length} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
