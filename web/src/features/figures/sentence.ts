import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnalysisQuery } from '@datalab/server/modules/analyses/answer.contract.ts';
import { dimensionToKey, recordsPerPersonKey } from '@datalab/server/modules/analyses/askable.contract.ts';
import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { findWords } from '@datalab/server/platform/http/local-text.contract.ts';
import type { analysesNl } from '../../i18n/analyses.nl.ts';
import { formatList, formatNumber, formatPeriod } from '../../i18n/format.ts';
import { type Language, readLocal } from '../../i18n/translate.ts';
import { isPeriodKey } from '../../ui/charts/periods.ts';

export type Say = (key: keyof typeof analysesNl, params?: Record<string, string | number>) => string;

const valuesNamed = 4;

/** Reads a query back in one sentence, in the words of the data sets it names. */
export function queryToSentence(
  query: AnalysisQuery,
  options: readonly QueryOption[],
  t: Say,
  language: Language,
): string {
  const names = createNames(query, options, t, language);
  const counts = query.measures.map((measure) => measureToWords(measure, query.from, names, t, language));
  const dimensions = query.by.map((dimension) => names.dimension(dimensionToKey(dimension)));
  const parts = [
    formatList(counts, language),
    ...(dimensions.length > 0 ? [t('sayBy', { dimensions: formatList(dimensions, language) })] : []),
    ...query.also.map((link) =>
      'in' in link
        ? t('sayAlsoIn', { dataSet: names.dataSet(link.in) })
        : t('sayNotIn', { dataSet: names.dataSet(link.notIn) }),
    ),
    ...query.where.map((filter) => filterToWords(filter, names, t, language)),
  ];
  return `${parts.join('')}.`;
}

interface Names {
  dataSet: (slug: string) => string;
  column: (key: string) => string;
  dimension: (key: string) => string;
  value: (column: string, value: string) => string;
}

function createNames(
  query: AnalysisQuery,
  options: readonly QueryOption[],
  t: Say,
  language: Language,
): Names {
  const local = (text: LocalText | undefined) => text && readLocal(text, language);
  const source = options.find(({ dataSet }) => dataSet === query.from);
  const dataSet = (slug: string) => local(options.find((option) => option.dataSet === slug)?.name) ?? slug;
  const column = (key: string) => {
    const found =
      source?.dimensions.find((dimension) => dimension.key === key) ??
      source?.measures.find((measure) => measure.key === key);
    return (local(found?.label) ?? key).toLocaleLowerCase(language);
  };
  const group = (key: string) =>
    local(source?.dimensions.find((candidate) => candidate.key === key)?.label) ?? key;
  const dimension = (key: string) => {
    if (key === recordsPerPersonKey) return t('recordsPerPerson').toLocaleLowerCase(language);
    if (key.startsWith('group.')) return group(key);
    if (!key.startsWith('in.')) return column(key);
    const words = t('inDataSet', { dataSet: dataSet(key.slice(3)) });
    return words.charAt(0).toLocaleLowerCase(language) + words.slice(1);
  };
  const value = (key: string, code: string) => {
    if (isPeriodKey(key)) return periodToWords(code, language);
    return (
      local(findWords(source?.dimensions.find((candidate) => candidate.key === key)?.valueNames, code)) ??
      code
    );
  };
  return { dataSet, column, dimension, value };
}

/** As it stands in a sentence: a quarter has an article in Dutch. */
function periodToWords(period: string, language: Language): string {
  const words = formatPeriod(period, language);
  return language === 'nl' && period.includes('Q') ? `het ${words}` : words;
}

function measureToWords(
  measure: AnalysisQuery['measures'][number],
  from: string,
  names: Names,
  t: Say,
  language: Language,
): string {
  const dataSet = names.dataSet(from);
  if ('count' in measure) return t(measure.count === 'persons' ? 'sayPeople' : 'sayRecords', { dataSet });
  if ('sum' in measure) return t('saySum', { dataSet, column: names.column(measure.sum) });
  if ('mean' in measure) return t('sayMean', { dataSet, column: names.column(measure.mean) });
  const params = { dataSet, per: formatNumber(measure.per, language), of: names.dataSet(measure.of) };
  return t(measure.rate === 'persons' ? 'sayRatePeople' : 'sayRateRecords', params);
}

function filterToWords(
  filter: AnalysisQuery['where'][number],
  names: Names,
  t: Say,
  language: Language,
): string {
  const column = dimensionToKey(filter.column);
  if (column.startsWith('group.')) return t('sayWithin', { group: names.dimension(column) });
  if (!('in' in filter)) {
    if (filter.from !== undefined && filter.from === filter.to) {
      return t('sayPeriod', { period: periodToWords(filter.from, language) });
    }
    const from = filter.from ? t('sayWhereFrom', { from: periodToWords(filter.from, language) }) : '';
    const to = filter.to ? t('sayWhereTo', { to: periodToWords(filter.to, language) }) : '';
    return from + to;
  }
  const named = filter.in
    .slice(0, valuesNamed)
    .map((value) => (value === null ? t('unknownValue') : names.value(column, value)));
  const rest = filter.in.length - named.length;
  const values =
    rest > 0 ? `${named.join(', ')} ${t('moreValues', { n: rest })}` : formatList(named, language);
  return t('sayWhereIn', { column: names.dimension(column), values });
}
