import {
  type CountedUnit,
  countFigureOfSum,
  type FigureSource,
  meanFigure,
  missingFigure,
  type ProtectedFigure,
  rateFigure,
  sumFigure,
} from '@datalab/query-control';
import { type RowNodes, unitOf } from '../question/nodes-of-question.ts';
import type { DenominatorNodes, Plan } from '../question/plan.ts';
import type { QuestionMeasure } from '../question/question.ts';
import type { AskedDimension, ResolvedQuestion } from '../question/resolve.ts';
import { denominatorOfRows } from './open-table.ts';
import type { AnswerSetting, CheckedVersion } from './setting.ts';

/** The figure of one measure of one row. */
export type FigureOf = (measure: QuestionMeasure, row: RowNodes) => ProtectedFigure;

/** What a rate is divided by in a row. Of the total there are no labels. */
type DenominatorOf = (row: RowNodes) => ProtectedFigure;

/** Makes the figures of a question from its nodes. Numerators and denominators are figures like any other. */
export function createFigures({ resolved, denominators }: Plan, setting: AnswerSetting): FigureOf {
  const sources = figureSources(resolved.source.dataset, setting);
  const divisors = new Map(
    [...resolved.denominators.keys()].map((dataset) => {
      const nodes = denominators.get(dataset);
      return [
        dataset,
        nodes ? dividedByPersons(nodes, setting) : dividedByOpen(dataset, resolved, setting),
      ] as const;
    }),
  );
  return (measure, row) => {
    const unit = unitOf(measure);
    const nodes = row.nodes[unit];
    if (nodes === undefined) return missingFigure;
    const source = sources(unit);
    if ('sum' in measure) return sumFigure(nodes, measure.sum, source);
    if ('mean' in measure) return meanFigure(nodes, measure.mean, source);
    const count = countFigureOfSum(nodes, source);
    if ('count' in measure) return count;
    return rateFigure(count, divisors.get(measure.of)?.(row) ?? missingFigure, measure.per);
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
  setting: AnswerSetting,
): DenominatorOf {
  const source = figureSources(resolved.source.dataset, setting)('persons');
  const byArea = new Map(nodes.rows.map((row) => [JSON.stringify(row.labels), row]));
  return ({ labels }) => {
    const areas = positions.map((position) => labels[position] ?? null);
    const row = labels.length === 0 ? nodes.total : byArea.get(JSON.stringify(areas));
    if (!row) return missingFigure;
    return row.nodes.persons ? countFigureOfSum(row.nodes.persons, source) : missingFigure;
  };
}

function dividedByOpen(dataset: string, resolved: ResolvedQuestion, { open }: AnswerSetting): DenominatorOf {
  const of = resolved.denominators.get(dataset);
  const table = open.get(dataset);
  if (!of || !table) throw new TypeError(`The rows of "${dataset}" were not given.`);
  const divide = denominatorOfRows(table, of, resolved);
  const areas = resolved.dimensions.flatMap((dimension, position): [AskedDimension, number][] =>
    dimension.axis === 'area' ? [[dimension, position]] : [],
  );
  return ({ labels }) => {
    if (labels.length === 0) return divide([], []);
    return divide(
      areas.map(([dimension]) => dimension),
      areas.map(([, position]) => labels[position] ?? null),
    );
  };
}
