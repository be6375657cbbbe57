import {
  type CausalLanguage,
  findCausalWords,
} from '@datalab/server/modules/impact/causal-words.contract.ts';
import { judgementMessages } from '@datalab/server/modules/impact/judgement.contract.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { impactEn } from './impact.en.ts';
import { impactNl } from './impact.nl.ts';
import { findMessage } from './message.tsx';
import { loadTexts } from './texts.ts';

const permitted = ['impact.headline-compared-lower', 'impact.headline-compared-higher'];

describe.each(['nl', 'en'] as const)('the sentences about impact in %s', (language: CausalLanguage) => {
  beforeAll(() => loadTexts(language));

  test('name no cause below the evidence level that carries it (83)', () => {
    const wrong = judgementMessages
      .filter((code) => !permitted.includes(code))
      .filter((code) => findCausalWords(findMessage(language, code) ?? '', [language]).length > 0);
    expect(wrong).toEqual([]);
  });

  test('name a probable cause at the level that does', () => {
    for (const code of permitted) {
      expect(findCausalWords(findMessage(language, code) ?? '', [language])).toHaveLength(1);
    }
  });

  test('of the page itself name none around a number', () => {
    const texts = language === 'nl' ? impactNl : impactEn;
    const about = Object.entries(texts).filter(([key]) =>
      /^(target|level\.|standsOut|chartNote|effect|difference)/.test(key),
    );
    expect(about.length).toBeGreaterThan(10);
    expect(about.filter(([, text]) => findCausalWords(text, [language]).length > 0)).toEqual([]);
  });
});
