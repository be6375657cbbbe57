import type { Language, Texts } from './translate.ts';

type Words = Readonly<Record<string, string>>;

type TextModules = Readonly<Record<string, Readonly<Record<string, Words>>>>;
type FetchTexts = () => Promise<{ readonly modules: TextModules }>;
const shares = ['first', 'pages', 'accounts', 'data', 'guardrail', 'assessments', 'sharing'] as const;
type Share = (typeof shares)[number];

const files: Readonly<Record<Language, Readonly<Record<Share, FetchTexts>>>> = {
  nl: {
    first: () => import('./dutch.ts'),
    pages: () => import('./dutch-pages.ts'),
    accounts: () => import('./dutch-accounts.ts'),
    data: () => import('./dutch-data.ts'),
    guardrail: () => import('./dutch-guardrail.ts'),
    sharing: () => import('./dutch-sharing.ts'),
    assessments: () => import('./dutch-assessments.ts'),
  },
  en: {
    first: () => import('./english.ts'),
    pages: () => import('./english-pages.ts'),
    accounts: () => import('./english-accounts.ts'),
    data: () => import('./english-data.ts'),
    guardrail: () => import('./english-guardrail.ts'),
    sharing: () => import('./english-sharing.ts'),
    assessments: () => import('./english-assessments.ts'),
  },
};

const loaded = new Map<Language, Map<string, Words>>();
const inUse = new Set<Share>();

/** Fetches what the first page says in a language. Nothing can be said in it before. */
export async function loadFirstTexts(language: Language): Promise<void> {
  await load(language, 'first');
}

/** Fetches what the other pages say as well, in every language that is in use. */
export async function loadPageTexts(): Promise<void> {
  await use('pages');
}

/** Fetches that, and what the pages about accounts, the first start and the tours say besides. */
export async function loadAccountTexts(): Promise<void> {
  await Promise.all([use('pages'), use('accounts')]);
}

/** Fetches that, and what the pages about data sets, deliveries and the log say besides. */
export async function loadDataTexts(): Promise<void> {
  await Promise.all([use('pages'), use('data')]);
}

/** Fetches what the pages about what is done here and what is not say besides. */
export async function loadGuardrailTexts(): Promise<void> {
  await Promise.all([use('pages'), use('guardrail')]);
}

/** Fetches what the pages about risk and ethics say besides. */
export async function loadAssessmentTexts(): Promise<void> {
  await Promise.all([use('pages'), use('assessments')]);
}

/** Fetches that, and what the pages about sharing say besides. */
export async function loadSharingTexts(): Promise<void> {
  await Promise.all([use('pages'), use('sharing')]);
}

async function use(share: Share): Promise<void> {
  inUse.add(share);
  await Promise.all([...loaded.keys()].map((language) => load(language, share)));
}

/** Fetches a language for somebody who changes to it: as much as is in use. */
export async function loadTextsInUse(language: Language): Promise<void> {
  await Promise.all([load(language, 'first'), ...[...inUse].map((share) => load(language, share))]);
}

/** Fetches all texts of a language. */
export async function loadTexts(language: Language): Promise<void> {
  await Promise.all(shares.map((share) => load(language, share)));
}

/** The browser fetches a file once, however often it is asked for. */
async function load(language: Language, share: Share): Promise<void> {
  const { modules } = await files[language][share]();
  const known = loaded.get(language) ?? new Map<string, Words>();
  for (const [path, module] of Object.entries(modules))
    known.set(nameOf(path), Object.values(module)[0] ?? {});
  loaded.set(language, known);
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

/** The texts of one part, where they are loaded. */
export function findTexts(language: Language, part: string): Words | undefined {
  return loaded.get(language)?.get(part);
}

function read(language: Language, part: string): Words {
  const words = findTexts(language, part);
  if (words === undefined) throw new Error(`the texts of ${part} are not loaded in ${language}`);
  return words;
}
