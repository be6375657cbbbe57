import { pageParts } from './page-parts.ts';
import type { Language, Texts } from './translate.ts';

type Words = Readonly<Record<string, string>>;

/** One function for each file, such as `./check-rules.nl.ts`; the build puts them together in a few. */
const files = import.meta.glob<Readonly<Record<string, Words>>>('./*.{nl,en}.ts');

const loaded = new Map<Language, Map<string, Words>>();
const asked = new Set<'pages'>();

/** Fetches what the first page says in a language. Nothing can be said in it before. */
export function loadFirstTexts(language: Language): Promise<void> {
  return load(language, (part) => !pageParts.includes(part));
}

/** Fetches what the other pages say as well, in every language that is in use. */
export async function loadPageTexts(): Promise<void> {
  asked.add('pages');
  await Promise.all([...loaded.keys()].map(loadTexts));
}

/** Fetches a language for somebody who changes to it: as much as is in use. */
export function loadTextsInUse(language: Language): Promise<void> {
  return asked.has('pages') ? loadTexts(language) : loadFirstTexts(language);
}

/** Fetches all texts of a language. */
export function loadTexts(language: Language): Promise<void> {
  return load(language, () => true);
}

async function load(language: Language, isWanted: (part: string) => boolean): Promise<void> {
  const known = loaded.get(language) ?? new Map<string, Words>();
  const wanted = Object.entries(files).flatMap(([path, fetchFile]) => {
    const part = path.endsWith(`.${language}.ts`) ? path.slice('./'.length, -'.nl.ts'.length) : undefined;
    return part === undefined || known.has(part) || !isWanted(part) ? [] : [{ part, fetchFile }];
  });
  const modules = await Promise.all(wanted.map(({ fetchFile }) => fetchFile()));
  for (const [index, { part }] of wanted.entries())
    known.set(part, Object.values(modules[index] ?? {})[0] ?? {});
  loaded.set(language, known);
}

/** The texts of one part of the pages, in whichever language is loaded when they are read. */
export function textsOf<Key extends string>(part: string): Texts<Key> {
  return {
    get nl() {
      return read('nl', part) as Record<Key, string>;
    },
    get en() {
      return read('en', part) as Record<Key, string>;
    },
  };
}

function read(language: Language, part: string): Words {
  const words = loaded.get(language)?.get(part);
  if (words === undefined) throw new Error(`the texts of ${part} are not loaded in ${language}`);
  return words;
}
