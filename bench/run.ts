/** `npm run bench -- NAME...` runs those measurements, `npm run bench` all of them. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'measure.ts'].includes(file))
  .map((file) => basename(file, '.ts'))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no measurement called ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(2);
}

/** Each measurement has a process of its own, so that memory and warm caches of one do not help the next. */
function run(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

let missed = 0;
for (const name of asked.length > 0 ? asked : known) {
  console.log(`\n# ${name}`);
  if ((await run(name)) !== 0) missed += 1;
}
process.exitCode = missed > 0 ? 1 : 0;
