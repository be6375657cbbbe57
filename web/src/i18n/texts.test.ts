import { analysesErrors } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { auditActions } from '@datalab/server/modules/audit/actions.contract.ts';
import { auditErrors } from '@datalab/server/modules/audit/audit.contract.ts';
import { canvasErrors } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { catalogueErrors } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { closingErrors } from '@datalab/server/modules/closing/closing.contract.ts';
import { reportErrors } from '@datalab/server/modules/closing/report.contract.ts';
import { templateErrors } from '@datalab/server/modules/closing/template.contract.ts';
import { deliveriesErrors } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { editionMessages, editionsErrors } from '@datalab/server/modules/editions/messages.contract.ts';
import { identityErrors } from '@datalab/server/modules/identity/identity.contract.ts';
import { impactErrors, impactMessages } from '@datalab/server/modules/impact/impact.contract.ts';
import { noticesErrors } from '@datalab/server/modules/notices/notices.contract.ts';
import { pictureErrors } from '@datalab/server/modules/picture/picture.contract.ts';
import { inspirationErrors } from '@datalab/server/modules/preparation/inspiration.contract.ts';
import { preparationErrors } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { readinessErrors, readinessMessages } from '@datalab/server/modules/readiness/readiness.contract.ts';
import { releasesErrors } from '@datalab/server/modules/releases/releases.contract.ts';
import { solutionsErrors, solutionsMessages } from '@datalab/server/modules/solutions/solutions.contract.ts';
import { timelineErrors } from '@datalab/server/modules/timeline/timeline.contract.ts';
import { generalErrors } from '@datalab/server/platform/http/common.contract.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { findMessage } from './message.tsx';
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
  'each part in %s comes with the first page or with the others, not with both',
  async (name) => {
    const [first, pages] = await Promise.all([import(`./${name}.ts`), import(`./${name}-pages.ts`)]);
    const parts = [...Object.keys(first.modules), ...Object.keys(pages.modules)];
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
const namedByCodes = [
  'errors',
  'edition-messages',
  'solution-messages',
  'impact-messages',
  'readiness-messages',
  'preparation-messages',
  'told-messages',
  'start-up',
];

test.each(domains.filter((domain) => !namedByCodes.includes(domain)))(
  'the texts of %s are all used on a page',
  (domain) => {
    expect(Object.keys(textsOf(dutch, domain, 'nl')).filter((key) => !isUsed(key))).toEqual([]);
  },
);

describe('every code the hub may send', () => {
  beforeAll(() => Promise.all(languages.map(loadTexts)));

  const codes = [
    ...generalErrors,
    ...identityErrors,
    ...auditErrors,
    ...catalogueErrors,
    ...editionsErrors,
    ...deliveriesErrors,
    ...analysesErrors,
    ...releasesErrors,
    ...pictureErrors,
    ...canvasErrors,
    ...editionMessages,
    ...solutionsErrors,
    ...readinessErrors,
    ...preparationErrors,
    ...inspirationErrors,
    ...readinessMessages,
    ...solutionsMessages,
    ...impactErrors,
    ...impactMessages,
    ...noticesErrors,
    ...timelineErrors,
    ...auditActions.map((action) => `told.${action}`),
    ...closingErrors,
    ...templateErrors,
    ...reportErrors,
  ];

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
