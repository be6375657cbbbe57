import type { SourceFile } from './sources.ts';

/** A word that we do not use, and the term of the field in its place. */
export interface RefusedWord {
  readonly not: string;
  readonly but: string;
}

/** Where a refused word stays, because it is stored or part of an interface that others rely on. */
export interface Exception {
  /** The beginning of a path: a file, or a folder with what is in it. */
  readonly path: string;
  readonly word: string;
  readonly because: string;
}

const heading = '## Words we do not use';

/** The words of the table at the end of the glossary. */
export function readRefusedWords(glossary: string): RefusedWord[] {
  const [, section = ''] = glossary.split(heading);
  return [...section.matchAll(/^\| (\w+) +\| (.+?) +\|$/gm)]
    .map(([, not = '', but = '']) => ({ not, but }))
    .filter(({ not }) => not !== 'not');
}

/** Every use of a refused word in a file or in its name, as sentences that say where and what to write instead. */
export function findRefusedWords(
  { path, text }: SourceFile,
  words: readonly RefusedWord[],
  exceptions: readonly Exception[],
): string[] {
  const judged = path === 'GLOSSARY.md' ? (text.split(heading)[0] ?? '') : text;
  const lines = [path, ...judged.split('\n')];
  return words
    .filter(({ not }) => !exceptions.some((one) => path.startsWith(one.path) && one.word === not))
    .flatMap((word) =>
      lines.flatMap((line, number) =>
        isIn(word.not, line)
          ? [
              `${number === 0 ? `the name of ${path}` : `${path}:${number}`} says ${word.not}: write ${word.but}`,
            ]
          : [],
      ),
    );
}

/** Inside an identifier too, and in the spelling of file names: `twoWords` is in `findTwoWords` and in `two-words`. */
function isIn(word: string, line: string): boolean {
  const plain = line.toLowerCase();
  const kebab = word.replaceAll(/[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return plain.includes(word.toLowerCase()) || plain.includes(kebab);
}
