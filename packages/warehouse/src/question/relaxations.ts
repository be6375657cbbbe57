import { type Dimension, type Lattice, quarterOf } from '@datalab/query-control';
import { areaColumns } from '../lake/source.ts';
import { labelsOf } from './labels.ts';
import {
  dimensionKey,
  isPeriodLevel,
  periodLevels,
  type Question,
  type QuestionDimension,
  type QuestionFilter,
} from './question.ts';
import type { AskedDimension, ResolvedQuestion } from './resolve.ts';

/** A question that asks a little less. The cost says how much is lost: coarser is less than without. */
export interface Relaxation {
  readonly question: Question;
  readonly cost: number;
}

const costs = {
  coarser: 1,
  coarserFilter: 2,
  eachValue: 1.5,
  group: 2.5,
  withoutDimension: 3,
  withoutFilter: 4,
} as const;

/** Everything that is one step coarser or smaller than a question. */
export function relaxationsOf(resolved: ResolvedQuestion, lattice: Lattice): Relaxation[] {
  return [
    ...coarserDimensions(resolved, lattice),
    ...withoutDimension(resolved, lattice),
    ...otherFilters(resolved, lattice),
    ...withoutFilter(resolved),
  ];
}

/** A level with one label is none: it shows the same as leaving out the dimension. */
function coarserDimensions(
  { question, source, dimensions }: ResolvedQuestion,
  lattice: Lattice,
): Relaxation[] {
  return question.by.flatMap((asked, index) => {
    const coarser = findCoarser(asked, areaColumns(source.contract));
    const axis = dimensions[index]?.axis;
    const dimension = lattice.dimensions.find(({ name }) => name === axis);
    if (typeof coarser !== 'string' || axis === undefined || !dimension) return [];
    if (new Set(labelsOf(dimension, { key: coarser, axis, level: coarser })).size < 2) return [];
    const by = unique(question.by.with(index, coarser));
    return [{ question: { ...question, by }, cost: costs.coarser }];
  });
}

/** Leaving out a dimension with many values loses less: the rows that stay are larger. */
function withoutDimension({ question, dimensions }: ResolvedQuestion, lattice: Lattice): Relaxation[] {
  return question.by.map((_, index) => {
    const asked = dimensions[index];
    const dimension = lattice.dimensions.find(({ name }) => name === asked?.axis);
    const values = dimension && asked ? new Set(labelsOf(dimension, asked)).size : 0;
    return {
      question: { ...question, by: question.by.toSpliced(index, 1) },
      cost: costs.withoutDimension - Math.min(values, 1000) / 10_000,
    };
  });
}

function withoutFilter({ question }: ResolvedQuestion): Relaxation[] {
  const { where, also } = question;
  const cost = costs.withoutFilter;
  return [
    ...where.map((_, index) => ({ question: { ...question, where: where.toSpliced(index, 1) }, cost })),
    ...also.map((_, index) => ({ question: { ...question, also: also.toSpliced(index, 1) }, cost })),
  ];
}

function otherFilters(resolved: ResolvedQuestion, lattice: Lattice): Relaxation[] {
  const { question, dimensions, filters, source } = resolved;
  return question.where.flatMap((filter, index): Relaxation[] => {
    const asked = filters[index]?.dimension;
    const dimension = lattice.dimensions.find(({ name }) => name === asked?.axis);
    if (!asked || !dimension) return [];
    const replace = (other: QuestionFilter) => ({ ...question, where: question.where.with(index, other) });
    const coarser = findCoarserFilter(filter, asked, dimension, areaColumns(source.contract));
    const isShown = dimensions.some(({ axis }) => axis === asked.axis);
    const isSeveral = !('in' in filter) || filter.in.length > 1;
    const canShow = !isShown && isSeveral && asked.group === undefined;
    return [
      ...(coarser ? [{ question: replace(coarser), cost: costs.coarserFilter }] : []),
      ...(canShow
        ? [{ question: { ...question, by: [...question.by, filter.column] }, cost: costs.eachValue }]
        : []),
      ...groupsAround(filter, asked, dimension).map((group, rank) => ({
        question: replace({ column: { group }, in: [group] }),
        cost: costs.group + rank / 1000,
      })),
    ];
  });
}

/** The registered groups that hold all values of a filter, smallest first. */
function groupsAround(filter: QuestionFilter, asked: AskedDimension, dimension: Dimension): string[] {
  if (asked.group !== undefined) return [];
  const labels = labelsOf(dimension, asked);
  const codes = labels.flatMap((label, code) => (label !== undefined && isKept(label, filter) ? [code] : []));
  return dimension.values
    .filter(({ level, value }) => value !== null && (level === 'group' || level === 'window'))
    .filter((group) => codes.every((code) => group.codes.includes(code)))
    .sort((one, other) => one.codes.length - other.codes.length)
    .map(({ value }) => String(value));
}

function isKept(label: string | null, filter: QuestionFilter): boolean {
  if ('in' in filter) return filter.in.includes(label);
  if (label === null) return false;
  return (
    (filter.from === undefined || label >= filter.from) && (filter.to === undefined || label <= filter.to)
  );
}

function findCoarser(dimension: QuestionDimension, areas: readonly string[]): QuestionDimension | undefined {
  if (typeof dimension !== 'string') return undefined;
  const levels: readonly string[] = isPeriodLevel(dimension) ? periodLevels : areas;
  const at = levels.indexOf(dimension);
  return at < 0 ? undefined : levels[at + 1];
}

/** The filter at the next coarser level: all periods or areas that what it keeps lies in. */
function findCoarserFilter(
  filter: QuestionFilter,
  asked: AskedDimension,
  dimension: Dimension,
  areas: readonly string[],
): QuestionFilter | undefined {
  const level = findCoarser(filter.column, areas);
  if (level === undefined || typeof level !== 'string') return undefined;
  if ('in' in filter) {
    const [fine, coarse] = [labelsOf(dimension, asked), labelsOf(dimension, { ...asked, key: level, level })];
    const kept = fine.flatMap((label, code) =>
      label !== undefined && filter.in.includes(label) ? (coarse[code] ?? null) : [],
    );
    return { column: level, in: [...new Set(kept)].sort() };
  }
  if (!isPeriodLevel(level)) return undefined;
  const { from, to } = filter;
  return {
    column: level,
    ...(from === undefined ? {} : { from: toPeriod(from, level) }),
    ...(to === undefined ? {} : { to: toPeriod(to, level) }),
  };
}

function toPeriod(period: string, level: string): string {
  return level === 'quarter' ? quarterOf(period) : period.slice(0, 4);
}

function unique(by: readonly QuestionDimension[]): QuestionDimension[] {
  return [...new Map(by.map((dimension) => [dimensionKey(dimension), dimension])).values()];
}
