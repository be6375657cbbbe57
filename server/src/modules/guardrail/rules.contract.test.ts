import { describe, expect, it, test } from 'vitest';
import { addresses, type Case, households, offenders, workedCases } from './cases.testing.ts';
import type { DataFacts, ProxyKind, Subject, Telling, Use } from './check.contract.ts';
import { biasKeys, ruleId } from './check.contract.ts';
import {
  allBiases,
  bare,
  containers,
  dataSet,
  litter,
  piles,
  registered,
  registeredSomewhere,
  toContent,
  visitors,
  whole,
} from './guardrail.testing.ts';
import {
  isAboutPeople,
  judge,
  judgeCheck,
  looksAhead,
  missingOf,
  needsOf,
  proxiesOf,
  proxyKey,
  rules,
  subjectOf,
} from './rules.contract.ts';

const judgeCase = ({ data = [], human = null, ...outcome }: Case) => judge({ ...outcome, data, human });

describe('worked cases (9, 10, 13, 111)', () => {
  test.each(workedCases)('%s', (_, outcome, answer, rule, aiClass) => {
    const verdict = judgeCase(outcome);
    expect({ answer: verdict.answer, rule: verdict.rules[0], class: verdict.class }).toEqual({
      answer,
      rule,
      class: aiClass,
    });
  });

  it('gives every rule that says the same, and none that says less', () => {
    expect(judgeCase({ about: 'person', tells: 'crime', use: 'decide-person', human: 'none' }).rules).toEqual(
      ['crime-by-profile', 'automated-decision'],
    );
    expect(judgeCase({ about: 'person', tells: 'behaviour', use: 'decide-person' }).rules).toEqual([
      'behaviour-of-people',
      'decision-about-person',
      'outcome-per-person',
    ]);
  });
});

describe('the rules', () => {
  it('have each name once, the law before the house and the house before what is allowed, each with a source', () => {
    expect(rules.map(({ id, answer, source }) => [id, answer, source])).toEqual([
      ['social-scoring', 'forbidden', 'ai-act-5-1-c'],
      ['crime-by-profile', 'forbidden', 'ai-act-5-1-d'],
      ['automated-decision', 'forbidden', 'gdpr-22'],
      ['origin-profile', 'forbidden', 'equal-treatment'],
      ['biometric-identity', 'forbidden', 'gdpr-9'],
      ['behaviour-of-people', 'not-here', 'house-people'],
      ['emotion', 'not-here', 'house-emotion'],
      ['decision-about-person', 'not-here', 'house-decision'],
      ['outcome-per-person', 'not-here', 'house-person'],
      ['profile-on-case', 'not-here', 'house-profile'],
      ['without-human', 'not-here', 'house-human'],
      ['looks-back', 'allowed', 'house-look-back'],
      ['answers-who-asks', 'allowed', 'house-service'],
      ['things', 'allowed', 'house-things'],
      ['areas-and-counts', 'allowed', 'house-areas'],
    ]);
    expect(rules.map(({ id }) => id)).toEqual(ruleId.options);
  });
});

describe('what an outcome is about by its data', () => {
  test.each<[Subject, readonly DataFacts[], Telling, Subject]>([
    ['area', [registered], 'amount', 'person'],
    ['area', [registeredSomewhere], 'amount', 'area'],
    ['area', [registered, visitors], 'amount', 'area'],
    ['area', [registered, dataSet('figures', 'area', [])], 'amount', 'area'],
    ['area', [], 'amount', 'area'],
    ['area', [containers], 'amount', 'area'],
    ['area', [dataSet('containers', 'object', [])], 'amount', 'area'],
    ['object', [registered], 'condition', 'person'],
    ['object', [households], 'condition', 'person'],
    ['object', [registered, piles], 'condition', 'object'],
    ['object', [registered, piles], 'behaviour', 'person'],
    ['object', [piles], 'behaviour', 'object'],
    ['event', [offenders], 'amount', 'event'],
    ['event', [offenders], 'behaviour', 'person'],
    ['event', [offenders], 'trust', 'person'],
    ['event', [litter], 'behaviour', 'event'],
    ['group', [registered], 'amount', 'group'],
    ['household', [registered], 'amount', 'household'],
    ['address', [registered], 'amount', 'address'],
  ])('%s of %j that tells %s: %s', (about, data, tells, subject) => {
    expect(subjectOf({ about, tells, data })).toBe(subject);
  });

  test.each(['neighbourhood', 'district', 'municipality', 'postcode'])('a %s says where', (role) => {
    const data = [dataSet('registered', 'person', [['place', role]])];
    expect(subjectOf({ about: 'area', tells: 'amount', data })).toBe('area');
  });

  test.each([
    [registered, true],
    [households, true],
    [offenders, true],
    [litter, false],
    [piles, false],
    [visitors, false],
    [addresses, false],
  ])('data are about people by their unit or because they name them', (data, answer) => {
    expect(isAboutPeople(data)).toBe(answer);
  });
});

describe('proxies (13)', () => {
  const kindsOf = (name: string, role = 'dimension') =>
    proxiesOf([dataSet('people', 'person', [[name, role]])]).map(({ kind }) => kind);

  test.each<[ProxyKind, readonly string[]]>([
    [
      'origin',
      [
        ...[
          'nationality',
          'nationaliteit',
          'origin',
          'origins',
          'herkomst',
          'herkomstland',
          'country_of_birth',
        ],
        ...['geboorteland', 'ethnicity', 'etniciteit', 'migration', 'migratie', 'religion', 'religie'],
      ],
    ],
    ['language', ['language', 'languages', 'taal', 'taalniveau', 'literacy', 'laaggeletterdheid']],
    [
      'income',
      [
        ...[
          'income',
          'incomes',
          'inkomen',
          'benefits',
          'uitkering',
          'debts',
          'schulden',
          'poverty',
          'armoede',
        ],
        ...['armoedeval', 'rent_arrears', 'inkomensgroep', 'uitkeringen'],
      ],
    ],
    ['household', ['household', 'households', 'huishouden', 'family', 'gezin', 'gezinnen', 'familyname']],
    [
      'health',
      ['health', 'healthy', 'gezondheid', 'diagnosis', 'disability', 'handicap', 'ggz', 'zorg', 'zorgsoort'],
    ],
    ['offence', ['offence', 'offences', 'offense', 'crime', 'suspects', 'verdachte', 'strafbaar']],
    ['vehicle', ['licence_plate', 'kenteken', 'kentekens']],
    ['age', ['age', 'age_group', 'leeftijd', 'leeftijdsgroep', 'birth_year', 'geboortejaar']],
    ['sex', ['sex', 'gender', 'genders', 'geslacht']],
    ['place', ['postcode', 'postcode4', 'address', 'adres', 'adressen']],
  ])('%s is read from names', (kind, names) => {
    expect(names.map((name) => kindsOf(name))).toEqual(names.map(() => [kind]));
  });

  test.each(['kind', 'amount', 'stage', 'village', 'reason', 'sextant', 'boilerplates', 'ggzo'])(
    'a column %s stands for nothing else',
    (name) => {
      expect(kindsOf(name)).toEqual([]);
    },
  );

  test.each<[string, ProxyKind]>([
    ['postcode', 'place'],
    ['neighbourhood', 'place'],
    ['district', 'place'],
    ['birth-date', 'age'],
    ['sex', 'sex'],
  ])('the role %s is read before the name', (role, kind) => {
    expect(kindsOf('x', role)).toEqual([kind]);
  });

  it('reads names in capitals, and takes the first of several kinds', () => {
    expect(kindsOf('Family_Nationality')).toEqual(['origin']);
  });

  it('names being in a data set, and a special category, of people only', () => {
    const facts = dataSet('health-care', 'person', [], { specialCategory: true });
    expect(proxiesOf([facts])).toEqual([
      { dataSet: 'health-care', column: null, kind: 'health' },
      { dataSet: 'health-care', column: null, kind: 'special-category' },
    ]);
    expect(proxiesOf([dataSet('health-centres', 'object', [])])).toEqual([]);
  });

  it('names no place of things or of events without people, and does name it of areas, addresses and people', () => {
    const places = (facts: DataFacts) => proxiesOf([facts]).map(({ column }) => column);
    expect([piles, containers, litter].flatMap(places)).toEqual([]);
    expect(places(visitors)).toEqual(['neighbourhood']);
    expect(places(addresses)).toEqual(['postcode']);
    expect(places(registeredSomewhere)).toEqual(['neighbourhood']);
    expect(places({ ...litter, namesPersons: true })).toEqual(['neighbourhood']);
    const owned = dataSet('houses', 'object', [['owner_nationality', 'dimension']]);
    expect(places(owned)).toEqual(['owner_nationality']);
  });

  it('have a key with their data set', () => {
    expect(proxyKey({ dataSet: 'people', column: 'sex', kind: 'sex' })).toBe('people.sex');
    expect(proxyKey({ dataSet: 'health', column: null, kind: 'health' })).toBe('health:health');
  });
});

describe('what is recorded first (8, 11, 12)', () => {
  const place = { dataSet: 'people', column: 'neighbourhood', kind: 'place' as const };
  const ahead = ['data', 'context', 'fit', 'biases'];

  test.each<[Telling, Use, number, string, readonly string[]]>([
    ['situation', 'describe', 0, 'descriptive', []],
    ['situation', 'describe', 1, 'diagnostic', []],
    ['situation', 'advise-case', 1, 'descriptive', ['human']],
    ['situation', 'service', 0, 'descriptive', ['human']],
    ['situation', 'describe', 0, 'predictive', ahead],
    ['situation', 'describe', 1, 'predictive', [...ahead, 'proxies']],
    ['situation', 'describe', 0, 'prescriptive', [...ahead, 'human']],
    ['amount', 'policy', 0, 'descriptive', ahead],
    ['amount', 'policy', 1, 'descriptive', [...ahead, 'proxies']],
    ['condition', 'objects', 0, 'predictive', ahead],
    ['condition', 'advise-case', 1, 'predictive', [...ahead, 'proxies', 'human']],
  ])('%s for %s with %i proxies on %s', (tells, use, proxies, rung, needs) => {
    expect(needsOf({ tells, use, proxies: proxies === 0 ? [] : [place] }, rung)).toEqual(needs);
  });

  const all = ['data', 'context', 'fit', 'biases', 'proxies', 'human'] as const;

  it('is all missing of an empty check, and nothing of a whole one', () => {
    expect(missingOf(toContent(bare), all, [place])).toEqual(all);
    const recorded = {
      ...toContent(whole),
      data: [{ dataSet: 'people', columns: ['neighbourhood'] }],
      proxyNotes: { 'people.neighbourhood': 'Shown beside income.' },
      human: { role: 'decides' as const, how: 'The team decides.' },
    };
    expect(missingOf(recorded, all, [place])).toEqual([]);
    expect(missingOf(toContent(bare), [], [place])).toEqual([]);
  });

  it('asks how a human does it, once it is said what', () => {
    const human = { role: 'decides' as const, how: null };
    expect(missingOf({ ...toContent(whole), human }, ['human'], [])).toEqual(['human']);
  });

  test.each(biasKeys)('asks for every bias, %s too', (key) => {
    const { [key]: _, ...others } = allBiases;
    expect(missingOf({ ...toContent(whole), biases: others }, ['biases'], [])).toEqual(['biases']);
  });

  it('asks for a note with every proxy', () => {
    const noted = { ...toContent(whole), proxyNotes: { 'people.neighbourhood': 'Watched.' } };
    expect(missingOf(noted, ['proxies'], [place, { ...place, column: 'sex' }])).toEqual(['proxies']);
  });

  test.each<[Telling, boolean]>([
    ['situation', false],
    ['amount', true],
    ['behaviour', true],
  ])('%s looks ahead: %s', (tells, answer) => {
    expect(looksAhead(tells)).toBe(answer);
  });

  it('is part of the whole verdict on a check', () => {
    const judged = judgeCheck({ ...toContent(bare), context: 'Wooden piles' }, [piles], 'predictive');
    expect(judged).toEqual({
      answer: 'allowed',
      rules: ['things'],
      class: 'none',
      subject: 'object',
      proxies: [],
      missing: ['data', 'fit', 'biases'],
    });
    const machine = { ...toContent(bare), about: 'area' as const, use: 'policy' as const };
    const human = { role: 'none' as const, how: 'The machine plans.' };
    expect(judgeCheck({ ...machine, human }, [visitors], 'descriptive').answer).toBe('not-here');
    expect(judgeCheck(machine, [visitors], 'descriptive').answer).toBe('allowed');
    expect(judgeCheck(machine, [visitors], 'descriptive').missing).toContain('proxies');
  });
});
