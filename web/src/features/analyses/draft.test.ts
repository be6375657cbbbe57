import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { analysesTexts } from '../../i18n/analyses.ts';
import { loadTexts } from '../../i18n/texts.ts';
import { fillText, type Language, languages } from '../../i18n/translate.ts';
import { queryToSentence, type Say } from '../figures/sentence.ts';
import { type Draft, draftOfDataSet, draftToQuery, emptyDraft, queryToDraft } from './draft.ts';
import { findingToParts } from './finding-parts.ts';

const name = (nl: string, en: string) => ({ nl, en });

const unit = { dimensionsMax: 2, addsValues: true, closed: [] };
const units = { records: unit, persons: { ...unit, addsValues: false } };

const options: QueryOption[] = [
  {
    dataSet: 'mental-health-care',
    name: name('geestelijke gezondheidszorg', 'mental health care'),
    owner: 'care',
    unit: 'person',
    countsPersons: true,
    dividesRates: false,
    dimensions: [
      {
        key: 'neighbourhood',
        axis: 'area',
        dimensionsMax: { records: 2, persons: 2 },
        label: name('Buurt', 'Neighbourhood'),
        kind: 'area',
        values: [],
        valueNames: {},
      },
      {
        key: 'kind',
        axis: 'kind',
        dimensionsMax: { records: 2, persons: 2 },
        label: name('Soort', 'Kind'),
        kind: 'category',
        values: ['crisis', 'clinic'],
        valueNames: { crisis: name('crisis', 'crisis care') },
      },
    ],
    units,
    measures: [{ key: 'days', label: name('Dagen', 'Days') }],
  },
  {
    dataSet: 'social-support',
    name: name('sociale ondersteuning', 'social support'),
    owner: 'town',
    unit: 'person',
    countsPersons: true,
    dividesRates: false,
    dimensions: [],
    units,
    measures: [],
  },
];

beforeAll(() => Promise.all(languages.map(loadTexts)));

const full: Draft = {
  from: 'mental-health-care',
  count: 'persons',
  by: ['neighbourhood', 'in.social-support', 'records-per-person'],
  only: {
    kind: { key: 'kind', values: ['crisis', null] },
    month: { key: 'month', from: '2024-01', to: '2024-12' },
  },
  also: { 'social-support': 'notIn' },
};

const sayIn =
  (language: Language): Say =>
  (key, params) =>
    fillText(analysesTexts[language][key], language, params);

describe('a draft of an analysis', () => {
  it('becomes the query of the platform and comes back the same', () => {
    const query = draftToQuery(full);
    expect(query).toEqual({
      from: 'mental-health-care',
      measures: [{ count: 'persons' }],
      by: ['neighbourhood', { in: 'social-support' }, { recordsPerPerson: true }],
      where: [
        { column: 'kind', in: ['crisis', null] },
        { column: 'month', from: '2024-01', to: '2024-12' },
      ],
      also: [{ notIn: 'social-support' }],
    });
    expect(queryToDraft(query, options)).toEqual(full);
  });

  it('leaves out an end of the period that was not chosen', () => {
    const only = { time: { key: 'month', from: '', to: '2024-05' } };
    expect(draftToQuery({ ...emptyDraft, from: 'x', only }).where).toEqual([
      { column: 'month', to: '2024-05' },
    ]);
    const all = { time: { key: 'month', from: '', to: '' } };
    expect(draftToQuery({ ...emptyDraft, from: 'x', only: all }).where).toEqual([]);
  });

  it('is not made of a query that counts more than the form can show', () => {
    const query = draftToQuery(full);
    const two = { ...query, measures: [...query.measures, { count: 'records' as const }] };
    expect(queryToDraft(two, options)).toBeUndefined();
  });

  it('is not made of a query that keeps two parts of the same axis', () => {
    const where = [
      { column: 'neighbourhood', in: ['BU1'] },
      { column: { group: 'centre' }, in: ['centre'] },
    ];
    const query = { ...draftToQuery(full), where };
    expect(queryToDraft(query, options)).toBeDefined();
    const [source, ...others] = options;
    const centre = {
      key: 'group.centre',
      axis: 'area',
      kind: 'group' as const,
      label: name('Centrum', 'Centre'),
      values: ['centre'],
      valueNames: {},
      dimensionsMax: { records: 2, persons: 2 },
    };
    const known = source ? [{ ...source, dimensions: [...source.dimensions, centre] }, ...others] : [];
    expect(queryToDraft(query, known)).toBeUndefined();
  });

  it('starts afresh when another data set is chosen', () => {
    expect(draftOfDataSet(options[1])).toEqual({
      ...emptyDraft,
      from: 'social-support',
      count: 'persons',
    });
  });
});

describe('a query read back', () => {
  it('is one sentence in either language', () => {
    const query = draftToQuery({
      ...full,
      by: ['neighbourhood'],
      only: { month: { key: 'month', from: '2024-01', to: '2024-12' } },
      also: { 'social-support': 'in' },
    });
    expect(queryToSentence(query, options, sayIn('en'), 'en')).toBe(
      'Number of people in mental health care, split by neighbourhood, who also appear in social support, from January 2024, up to and including December 2024.',
    );
    expect(queryToSentence(query, options, sayIn('nl'), 'nl')).toBe(
      'Aantal mensen in geestelijke gezondheidszorg, uitgesplitst naar buurt, die ook voorkomen in sociale ondersteuning, vanaf januari 2024, tot en met december 2024.',
    );
  });

  it('names unknown values and rates', () => {
    const query = draftToQuery({
      ...full,
      count: 'rate-persons:population',
      by: [],
      only: { kind: { key: 'kind', values: ['crisis', null] } },
      also: {},
    });
    expect(queryToSentence(query, options, sayIn('en'), 'en')).toBe(
      'Number of people in mental health care per 1,000 in population, only kind: crisis care and unknown.',
    );
  });
});

describe('a period read back', () => {
  it('is named once when it is one quarter or year', () => {
    const quarter = draftToQuery({
      ...emptyDraft,
      from: 'mental-health-care',
      only: { time: { key: 'quarter', from: '2024-Q3', to: '2024-Q3' } },
    });
    expect(queryToSentence(quarter, options, sayIn('en'), 'en')).toBe(
      'Number of records in mental health care, in Q3\u00a02024.',
    );
    expect(queryToSentence(quarter, options, sayIn('nl'), 'nl')).toBe(
      'Aantal registraties in geestelijke gezondheidszorg, in het 3e\u00a0kwartaal 2024.',
    );
  });
});

describe('the sentence of a finding', () => {
  it('sets its figures apart, and shows one that is not there as not known', () => {
    const parts = findingToParts('{n} people account for {share}.', [
      { name: 'n', kind: 'rows', value: { status: 'published', value: 12 } },
    ]);
    expect(parts).toEqual([
      { kind: 'figure', at: 0, name: 'n', value: { status: 'published', value: 12 }, style: 'count' },
      { kind: 'text', at: 3, text: ' people account for ' },
      { kind: 'figure', at: 23, name: 'share', value: { status: 'missing' }, style: 'count' },
      { kind: 'text', at: 30, text: '.' },
    ]);
  });
});
