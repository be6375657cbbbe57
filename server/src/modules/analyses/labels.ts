import type { AnalysisQuery, AreaDivision, Dimension, Measure } from '@datalab/warehouse';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Answer } from './answer.contract.ts';
import { areaNames } from './area-names.ts';
import type { LandedSource } from './landed-sources.ts';

type DimensionFacts = Omit<Answer['dimensions'][number], 'key'>;
type MeasureFacts = Omit<Answer['measures'][number], 'key'>;

const month: LocalText = { nl: 'Maand', en: 'Month' };
const areaLevels: Readonly<Record<string, LocalText>> = {
  neighbourhood: { nl: 'Buurt', en: 'Neighbourhood' },
  district: { nl: 'Wijk', en: 'District' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
};
const presenceNames: Readonly<Record<string, LocalText>> = {
  yes: { nl: 'Ja', en: 'Yes' },
  no: { nl: 'Nee', en: 'No' },
};
const persons: LocalText = { nl: 'Personen', en: 'People' };
const records: LocalText = { nl: 'Aantal', en: 'Number' };

/** What a dimension is and what people call it. */
export function dimensionFacts(
  dimension: Dimension,
  query: AnalysisQuery,
  sources: readonly LandedSource[],
  areas: AreaDivision | undefined,
): DimensionFacts {
  const from = sourceOf(query.from, sources);
  if (typeof dimension === 'string') return columnFacts(dimension, from, areas);
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

/** What a measure counts and what people call it. */
export function measureFacts(
  measure: Measure,
  query: AnalysisQuery,
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
    const per = String(measure.per);
    return {
      kind: 'rate',
      label: {
        nl: `${counted.nl} per ${per} (${of.nl.toLowerCase()})`,
        en: `${counted.en} per ${per} (${of.en.toLowerCase()})`,
      },
    };
  }
  const kind = 'sum' in measure ? 'sum' : 'mean';
  const column = 'sum' in measure ? measure.sum : measure.mean;
  const label = sourceOf(query.from, sources)?.labels.get(column) ?? same(column);
  const prefix = kind === 'sum' ? { nl: 'Totaal', en: 'Total' } : { nl: 'Gemiddelde', en: 'Mean' };
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
): DimensionFacts & { kind: 'month' | 'area' | 'category' } {
  if (name === 'month') return { kind: 'month', label: month, valueNames: {} };
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
