import {
  type CountedUnit,
  countFigures,
  type FigureSource,
  figuresToColumn,
  meanFigures,
  missingFigure,
  missingFigures,
  type ProtectedColumn,
  type ProtectedFigure,
  type RowSets,
  rateFigures,
  sumFigures,
} from '@datalab/query-control';
import { groupRows, labelAt } from '../question/label-column.ts';
import { type NodesByUnit, type TableNodes, unitOf } from '../question/nodes-of-question.ts';
import type { DenominatorNodes, Plan } from '../question/plan.ts';
import type { QuestionMeasure } from '../question/question.ts';
import { isArea, type ResolvedQuestion } from '../question/resolve.ts';
import { denominatorOfRows } from './open-table.ts';
import type { AnswerSetting, CheckedVersion } from './setting.ts';

/** The figures of a question: of each measure those of its rows, and that of the total. */
export interface AnswerFigures {
  columnOf(measure: QuestionMeasure): ProtectedColumn;
  totalOf(measure: QuestionMeasure): ProtectedFigure;
}

/** What rates are divided by: by the areas of the rows, each once, and in all. */
interface Divisor {
  readonly figures: ProtectedColumn;
  readonly places: Uint32Array;
  readonly total: ProtectedFigure;
}

/** Makes the figures of a question from its nodes. Numerators and denominators are figures like any other. */
export function createFigures(plan: Plan, table: TableNodes, setting: AnswerSetting): AnswerFigures {
  const { resolved, denominators, nodes } = plan;
  const sourceOf = figureSources(resolved.source.dataset, setting);
  const divisors = new Map(
    [...resolved.denominators.keys()].map((dataset): [string, Divisor] => {
      const persons = denominators.get(dataset);
      return [
        dataset,
        persons
          ? dividedByPersons(persons, table, setting)
          : dividedByOpen(dataset, resolved, table, setting),
      ];
    }),
  );
  const divisorOf = ({ of }: { readonly of: string }): Divisor => {
    const divisor = divisors.get(of);
    if (!divisor) throw new TypeError(`Nothing of "${of}" is divided by.`);
    return divisor;
  };
  const ofRows = createMeasuring(table.nodes, table.rowCount, sourceOf);
  const ofAll = createMeasuring(nodes.total, 1, sourceOf);
  return {
    columnOf: (measure) =>
      'rate' in measure
        ? rateFigures(ofRows({ count: measure.rate }), divisorOf(measure), measure.per)
        : ofRows(measure),
    totalOf: (measure) => {
      if (!('rate' in measure)) return ofAll(measure).at(0);
      const figures = figuresToColumn([divisorOf(measure).total]);
      const all = ofAll({ count: measure.rate });
      return rateFigures(all, { figures, places: Uint32Array.of(0) }, measure.per).at(0);
    },
  };
}

type Counted = Exclude<QuestionMeasure, { rate: unknown }>;

/** The figures of sets of nodes. Counts, which rates need as well, are made once. */
function createMeasuring(nodes: NodesByUnit, length: number, sourceOf: (unit: CountedUnit) => FigureSource) {
  const counts = new Map<CountedUnit, ProtectedColumn>();
  const count = (unit: CountedUnit, sets: RowSets): ProtectedColumn => {
    const known = counts.get(unit) ?? countFigures(sets, sourceOf(unit));
    counts.set(unit, known);
    return known;
  };
  return (measure: Counted): ProtectedColumn => {
    const unit = unitOf(measure);
    const sets = nodes[unit];
    if (!sets) return missingFigures(length);
    if ('sum' in measure) return sumFigures(sets, measure.sum, sourceOf(unit));
    if ('mean' in measure) return meanFigures(sets, measure.mean, sourceOf(unit));
    return count(unit, sets);
  };
}

function figureSources(dataset: string, { versions, parameters }: AnswerSetting) {
  const version: CheckedVersion | undefined = versions.get(dataset);
  return (unit: CountedUnit): FigureSource => {
    const [cube, protection] = [version?.cubes[unit], version?.protections[unit]];
    if (!cube || !protection) throw new TypeError(`The ${unit} of "${dataset}" were not given.`);
    return { cube, protection, parameters };
  };
}

function dividedByPersons(
  { resolved, nodes, positions }: DenominatorNodes,
  table: TableNodes,
  setting: AnswerSetting,
): Divisor {
  const own = nodes.table();
  const source = figureSources(resolved.source.dataset, setting)('persons');
  const counted = own.nodes.persons && countFigures(own.nodes.persons, source);
  const rowOfAreas = new Map(
    Array.from({ length: own.rowCount }, (_, row) => [
      JSON.stringify(own.labels.map((column) => labelAt(column, row))),
      row,
    ]),
  );
  const figureOf = (areas: readonly (string | null)[]): ProtectedFigure => {
    const row = rowOfAreas.get(JSON.stringify(areas));
    return row === undefined || !counted ? missingFigure : counted.at(row);
  };
  const total = nodes.total.persons ? countFigures(nodes.total.persons, source).at(0) : missingFigure;
  return { ...divideByAreas(table, positions, figureOf), total };
}

function dividedByOpen(
  dataset: string,
  resolved: ResolvedQuestion,
  rows: TableNodes,
  { open }: AnswerSetting,
): Divisor {
  const of = resolved.denominators.get(dataset);
  const table = open.get(dataset);
  if (!of || !table) throw new TypeError(`The rows of "${dataset}" were not given.`);
  const divide = denominatorOfRows(table, of, resolved);
  const positions = resolved.dimensions.flatMap((dimension, position) =>
    isArea(dimension) ? [position] : [],
  );
  const areas = resolved.dimensions.filter(isArea);
  const byAreas = divideByAreas(rows, positions, (labels) => divide(areas, labels));
  return { ...byAreas, total: divide([], []) };
}

/** Makes a denominator for each combination of areas, whatever else the rows differ in. */
function divideByAreas(
  { labels, rowCount }: TableNodes,
  positions: readonly number[],
  figureOf: (areas: readonly (string | null)[]) => ProtectedFigure,
): Omit<Divisor, 'total'> {
  const columns = positions.flatMap((position) => labels[position] ?? []);
  const { groups, groupOfRow } = groupRows(columns, rowCount);
  return { figures: figuresToColumn(groups.map(figureOf)), places: groupOfRow };
}
