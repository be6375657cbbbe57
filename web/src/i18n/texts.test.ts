import { editionMessages } from '@datalab/server/modules/editions/messages.contract.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findMessage, messageParts } from './message.tsx';
import { loadTexts } from './texts.ts';
import { languages, placeholdersOf } from './translate.ts';

type TextModule = Readonly<Record<string, Readonly<Record<string, string>>>>;

const dutch = import.meta.glob<TextModule>('./*.nl.ts', { eager: true });
const english = import.meta.glob<TextModule>('./*.en.ts', { eager: true });
const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const domains = Object.keys(dutch).map((path) => path.replace('./', '').replace('.nl.ts', ''));
const pages = Object.entries(sources)
  .filter(([path]) => !/\.(nl|en|test)\.tsx?$/.test(path))
  .map(([, text]) => text)
  .join('\n');

function textsOf(modules: Readonly<Record<string, TextModule>>, domain: string, language: string) {
  const module = modules[`./${domain}.${language}.ts`] ?? {};
  const suffix = language === 'nl' ? 'Nl' : 'En';
  return Object.entries(module).find(([name]) => name.endsWith(suffix))?.[1] ?? {};
}

test.each(['dutch', 'english'])(
  'each part in %s comes with the first page, with the others or with those of one subject, and once',
  async (name) => {
    const [first, pages, ...subjects] = await Promise.all([
      import(`./${name}.ts`),
      import(`./${name}-pages.ts`),
      import(`./${name}-accounts.ts`),
      import(`./${name}-data.ts`),
      import(`./${name}-guardrail.ts`),
      import(`./${name}-sharing.ts`),
      import(`./${name}-assessments.ts`),
    ]);
    const parts = [first, pages, ...subjects].flatMap(({ modules }) => Object.keys(modules));
    expect(parts.map((path) => path.slice(2, -'.nl.ts'.length)).toSorted()).toEqual(domains.toSorted());
    expect(Object.keys(pages.modules).length).toBeGreaterThan(10);
  },
);

describe.each(domains)('the texts of %s', (domain) => {
  const nl = textsOf(dutch, domain, 'nl');
  const en = textsOf(english, domain, 'en');

  test('exist in Dutch and in English, with the same values to fill in', () => {
    expect(Object.keys(nl).length).toBeGreaterThan(0);
    expect(Object.keys(en).sort()).toEqual(Object.keys(nl).sort());
    for (const [key, text] of Object.entries(nl)) {
      expect(placeholdersOf(en[key] ?? ''), key).toEqual(placeholdersOf(text));
    }
  });
});

/** Named by codes the hub sends; that each code has its words is tested below. */
const namedByCodes = new Set<string>([...messageParts, 'start-up']);

test.each(domains.filter((domain) => !namedByCodes.has(domain)))(
  'the texts of %s are all used on a page',
  (domain) => {
    expect(Object.keys(textsOf(dutch, domain, 'nl')).filter((key) => !isUsed(key))).toEqual([]);
  },
);

/** What the contracts of the server export under a name such as `canvasErrors`, whoever forgets to tell this test. */
const contracts = import.meta.glob<Readonly<Record<string, unknown>>>(
  ['../../../server/src/modules/*/*.contract.ts', '../../../server/src/platform/http/common.contract.ts'],
  { eager: true },
);

function listsOf(kind: 'Errors' | 'Messages' | 'Actions'): [string, string[]][] {
  return Object.values(contracts).flatMap((exported) =>
    Object.entries(exported)
      .filter(([name]) => name.endsWith(kind))
      .map(([name, list]): [string, string[]] => [name, z.array(z.string()).parse(list)]),
  );
}

describe('every code the hub may send', () => {
  beforeAll(() => Promise.all(languages.map(loadTexts)));

  const codes = [
    ...listsOf('Errors').flatMap(([, list]) => list),
    ...listsOf('Messages').flatMap(([, list]) => list),
    ...listsOf('Actions').flatMap(([, list]) => list.map((action) => `told.${action}`)),
  ];

  test('is collected from the contracts of all modules', () => {
    const modules = Object.keys(contracts).flatMap((path) => /modules\/(\w+)\//.exec(path)?.[1] ?? []);
    const silent = [...new Set(modules)].filter((name) => !codes.some((code) => code.startsWith(`${name}.`)));
    expect(silent).toEqual([]);
    expect(codes).toContain('session.required');
    expect(codes).toContain('told.editions.created');
  });

  test.each(languages)('has words in %s', (language) => {
    expect(codes.filter((code) => findMessage(language, code) === undefined)).toEqual([]);
  });

  test('has words for who must act when it blocks a step', () => {
    const blockers = editionMessages.filter((code) => !code.startsWith('editions.done.'));
    expect(blockers.filter((code) => findMessage('nl', `ask.${code}`) === undefined)).toEqual([]);
  });
});

/** Named in full, or made of its first part in a template: `step.${key}`. */
function isUsed(key: string): boolean {
  if (pages.includes(`'${key}'`)) return true;
  const dots = [...key.matchAll(/\./g)].map(({ index }) => index);
  return dots.some((dot) => pages.includes(`\`${key.slice(0, dot + 1)}\${`));
}
