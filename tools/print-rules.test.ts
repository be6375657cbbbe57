import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const pages = join(import.meta.dirname, '..', 'web/src');
const styles = (pattern: string) =>
  globSync(pattern, { cwd: pages }).map((path) => ({ path, text: readFileSync(join(pages, path), 'utf8') }));

/** What stands between the braces of `@media print`. */
function printRules(text: string): string {
  return text
    .split('@media print {')
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf('\n}\n')))
    .join('\n');
}

function classesOf(text: string): string[] {
  return [...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name ?? '');
}

test('how a shared part is printed stands with the part, not with the feature that shows it', () => {
  const owned = new Set(styles('{ui,app}/**/*.css').flatMap(({ text }) => classesOf(text)));
  const strays = styles('{features,steps}/**/*.css').flatMap(({ path, text }) =>
    classesOf(printRules(text))
      .filter((name) => owned.has(name))
      .map((name) => `${path} prints .${name}`),
  );
  expect(owned.size).toBeGreaterThan(50);
  expect(strays).toEqual([]);
});
