import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Exception, findRefusedWords, readRefusedWords } from './vocabulary.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const skipped = new Set(['node_modules', 'dist', '.git', 'datalab-data', 'coverage', 'images', '.stryker']);
const texts = new Set(['.md', '.ts', '.tsx', '.css', '.html', '.json', '.yaml']);
/** Dutch texts have words of their own; the history of releases stays as it was written. */
const apart = /\.nl\.ts$|^CHANGELOG\.md$|^package-lock\.json$|^tools\/vocabulary\.test\.ts$/;

/** Names that are stored, or that others read: renaming them would break what is already there. */
const exceptions: readonly Exception[] = [
  {
    path: 'server/src/modules/releases/releases.migrations',
    word: 'withheld',
    because: 'a column that a migration reads',
  },
  {
    path: 'server/src/modules/analyses/analyses.test.ts',
    word: 'withheld',
    because: 'looks for the name of that column in what leaves',
  },
  ...[
    'server/src/modules/solutions/',
    'server/src/modules/editions/editions.steps',
    'server/src/modules/closing/report.',
    'web/src/features/solutions/',
    'web/src/i18n/solutions.en.ts',
  ].map((path) => ({ path, word: 'puller', because: 'a column, and a field of the API of solutions' })),
  ...['cli/src/commands/analyses.ts', 'cli/src/commands/analyses.test.ts'].map((path) => ({
    path,
    word: 'withheld',
    because: 'a key in the JSON of `datalab query`',
  })),
  ...[
    'demo/src/story/older-edition.ts',
    'e2e/method.e2e.ts',
    'server/src/compose/played-edition.testing.ts',
  ].map((path) => ({
    path,
    word: 'puller',
    because: 'a field in the API of the server',
  })),
];

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !skipped.has(name))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return entry.isFile() && texts.has(extname(entry.name)) ? [relative(root, path)] : [];
    });
}

const words = readRefusedWords(read('GLOSSARY.md'));
const example = (text: string, path = 'cli/src/main.ts') =>
  findRefusedWords({ path, text }, words, exceptions);

describe('the vocabulary', () => {
  it('has no word that we do not use, in code, documents and names of files', () => {
    const files = filesUnder(root).filter((path) => !apart.test(path));
    const found = files.flatMap((path) => findRefusedWords({ path, text: read(path) }, words, exceptions));
    expect(files.length).toBeGreaterThan(300);
    expect(found).toEqual([]);
  });

  it('has an exception only where the word is', () => {
    const files = filesUnder(root).map((path) => ({ path, text: read(path) }));
    const idle = exceptions.filter(({ path, word }) =>
      files
        .filter((file) => file.path.startsWith(path))
        .flatMap((file) => findRefusedWords(file, words, []))
        .every((one) => !one.includes(` ${word}:`)),
    );
    expect(idle).toEqual([]);
  });
});

describe('a word that we do not use', () => {
  it('comes from the glossary, with what to write instead', () => {
    expect(words.length).toBeGreaterThan(10);
    expect(words).toContainEqual({ not: 'nought', but: 'zero' });
  });

  it('is found in prose, inside a name and in the name of a file', () => {
    expect(example('one\na nought')).toEqual(['cli/src/main.ts:2 says nought: write zero']);
    expect(example('type AllNoughtRule = 1')).toHaveLength(1);
    expect(example('', 'cli/src/near-few.ts')).toHaveLength(1);
  });

  it('is not found in another word, in the table itself, or where it is part of an interface', () => {
    expect(example('we thought of groups that are let go')).toEqual([]);
    expect(example('## Words we do not use\n| nought | zero |', 'GLOSSARY.md')).toEqual([]);
    expect(example('withheld', 'cli/src/commands/analyses.ts')).toEqual([]);
  });
});
