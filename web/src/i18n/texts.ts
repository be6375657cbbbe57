import type { Language, Texts } from './translate.ts';

type Words = Readonly<Record<string, string>>;
type TextModules = Readonly<Record<string, Readonly<Record<string, Words>>>>;

const files: Readonly<Record<Language, () => Promise<{ readonly modules: TextModules }>>> = {
  nl: () => import('./dutch.ts'),
  en: () => import('./english.ts'),
};

const loaded = new Map<Language, ReadonlyMap<string, Words>>();

/** Fetches the texts of a language, once. Nothing can be said in it before. */
export async function loadTexts(language: Language): Promise<void> {
  if (loaded.has(language)) return;
  const { modules } = await files[language]();
  loaded.set(
    language,
    new Map(Object.entries(modules).map(([path, module]) => [nameOf(path), Object.values(module)[0] ?? {}])),
  );
}

/** `./check-rules.nl.ts` holds the texts of `check-rules`. */
function nameOf(path: string): string {
  return path.slice('./'.length, -'.nl.ts'.length);
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
