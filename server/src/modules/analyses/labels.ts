import {
  type AreaDivision,
  dimensionKey,
  type Question,
  type QuestionDimension,
  type QuestionMeasure,
} from '@datalab/warehouse';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Answer } from './answer.contract.ts';
import { areaNames } from './area-names.ts';
import type { LandedSource } from './landed-sources.ts';

type DimensionFacts = Omit<Answer['dimensions'][number], 'key'>;
type MeasureFacts = Omit<Answer['measures'][number], 'key'>;

/** What the names of a question are looked up in. */
export interface DimensionNames {
  readonly query: Pick<Question, 'by' | 'from' | 'where'>;
  readonly sources: readonly LandedSource[];
  readonly areas: AreaDivision | undefined;
  /** Of the registered groupings of the edition, by their id. */
  readonly groupings: ReadonlyMap<string, LocalText>;
}

const periods: Readonly<Record<string, DimensionFacts & { kind: 'month' | 'quarter' | 'year' }>> = {
  month: { kind: 'month', label: { nl: 'Maand', en: 'Month' }, valueNames: {} },
  quarter: { kind: 'quarter', label: { nl: 'Kwartaal', en: 'Quarter' }, valueNames: {} },
  year: { kind: 'year', label: { nl: 'Jaar', en: 'Year' }, valueNames: {} },
};
const areaLevels: Readonly<Record<string, LocalText>> = {
  neighbourhood: { nl: 'Buurt', en: 'Neighbourhood' },
  district: { nl: 'Wijk', en: 'District' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
};
const presenceNames: Readonly<Record<string, LocalText>> = {
  yes: { nl: 'Ja', en: 'Yes' },
  no: { nl: 'Nee', en: 'No' },
};
const persons: LocalText = { nl: 'Mensen', en: 'People' };
const records: LocalText = { nl: 'Aantal', en: 'Number' };

/** What a dimension is and what people call it. */
export function dimensionFacts(
  dimension: QuestionDimension,
  { query, sources, areas, groupings }: DimensionNames,
): DimensionFacts {
  const from = sourceOf(query.from, sources);
  if (typeof dimension === 'string') return columnFacts(dimension, from, areas);
  if ('group' in dimension) {
    const label = groupings.get(dimension.group) ?? same(dimension.group);
    return { kind: 'group', label, valueNames: { [dimension.group]: label } };
  }
  if ('in' in dimension) {
    const name = sourceOf(dimension.in, sources)?.name ?? same(dimension.in);
    return {
      kind: 'membership',
      label: { nl: `Ook in: ${name.nl}`, en: `Also in: ${name.en}` },
      valueNames: presenceNames,
    };
  }
  const name = from?.name ?? same(query.from);
  return {
    kind: 'band',
    label: { nl: `${name.nl} per persoon`, en: `${name.en} per person` },
    valueNames: {},
  };
}

/** What people call a dimension of a question by its key; links have a key too. */
export function keyToName(key: string, names: DimensionNames | undefined): LocalText {
  if (names === undefined) return same(key);
  const { query } = names;
  const known = [...query.by, ...query.where.map(({ column }) => column)];
  const asked = known.find((dimension) => dimensionKey(dimension) === key);
  const linked = /^in\.(.+)$/.exec(key)?.[1];
  return dimensionFacts(asked ?? (linked === undefined ? key : { in: linked }), names).label;
}

/** What a measure counts and what people call it. */
export function measureFacts(
  measure: QuestionMeasure,
  query: Pick<Question, 'from'>,
  sources: readonly LandedSource[],
): MeasureFacts {
  if ('count' in measure) {
    return measure.count === 'persons'
      ? { kind: 'persons', label: persons }
      : { kind: 'records', label: sourceOf(query.from, sources)?.name ?? records };
  }
  if ('rate' in measure) {
    const counted = measure.rate === 'persons' ? persons : records;
    const of = sourceOf(measure.of, sources)?.name ?? same(measure.of);
    return {
      kind: 'rate',
      label: {
        nl: `${counted.nl} per ${measure.per.toLocaleString('nl-NL')} (${of.nl.toLowerCase()})`,
        en: `${counted.en} per ${measure.per.toLocaleString('en-GB')} (${of.en.toLowerCase()})`,
      },
    };
  }
  const kind = 'sum' in measure ? 'sum' : 'mean';
  const column = 'sum' in measure ? measure.sum : measure.mean;
  const label = sourceOf(query.from, sources)?.labels.get(column) ?? same(column);
  const prefix = kind === 'sum' ? { nl: 'Totaal', en: 'Total' } : { nl: 'Gemiddelde', en: 'Average' };
  return {
    kind,
    label: { nl: `${prefix.nl} ${label.nl.toLowerCase()}`, en: `${prefix.en} ${label.en.toLowerCase()}` },
  };
}

/** What a registered column is and what people call it. */
export function columnFacts(
  name: string,
  source: LandedSource | undefined,
  areas: AreaDivision | undefined,
): DimensionFacts & { kind: 'month' | 'quarter' | 'year' | 'area' | 'category' } {
  const period = periods[name];
  if (period !== undefined) return period;
  const area = areaLevels[name];
  if (area !== undefined) return { kind: 'area', label: area, valueNames: areaNames(areas, name) };
  const label = source?.labels.get(name) ?? same(name);
  return { kind: 'category', label, valueNames: source?.valueNames.get(name) ?? {} };
}

function sourceOf(dataSet: string, sources: readonly LandedSource[]): LandedSource | undefined {
  return sources.find((source) => source.dataSet === dataSet);
}

function same(text: string): LocalText {
  return { nl: text, en: text };
}
