import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const skipped = new Set(['node_modules', 'dist', '.git', 'datalab-data', 'coverage', 'images']);
const read = new Set(['', '.md', '.ts', '.tsx', '.json', '.html', '.yml', '.yaml', '.cmd', '.css']);
/** `npx datalab` and its like: outside the repository they run whatever has that name in a public registry. */
const byName = /\b(?:npx|bunx|npm (?:exec|x|create|init)|(?:pnpm|yarn) dlx)\s(?:-\S+\s+)*datalab\b/;

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !skipped.has(name))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return entry.isFile() && read.has(extname(entry.name)) ? [path] : [];
    });
}

describe('no text tells a reader to run our program', () => {
  it('by a name that a public registry would be asked for', () => {
    const files = filesUnder(root).filter((path) => path !== import.meta.filename);
    const found = files.filter((path) => byName.test(readFileSync(path, 'utf8')));
    expect(files.length).toBeGreaterThan(500);
    expect(found.map((path) => relative(root, path))).toEqual([]);
  });

  it.each([
    'npx datalab start',
    'npx --yes datalab',
    'npm exec -- datalab',
    'npm exec datalab',
    'pnpm dlx datalab',
  ])('as %s would', (line) => {
    expect(line).toMatch(byName);
  });

  it.each(['./datalab start', 'npx node cli/src/main.ts', 'npm start'])('unlike %s', (line) => {
    expect(line).not.toMatch(byName);
  });
});
