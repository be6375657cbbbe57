import type { ClosedPart, CountedUnit, RowSets } from '@datalab/query-control';
import { type Axis, axesOf, missingDimensions } from './axes.ts';
import type { LabelColumn } from './label-column.ts';
import { countRows, layOutRows } from './lay-out-rows.ts';
import {
  type Covers,
  coversOf,
  createNodeProduct,
  type NodeIndex,
  type NodeProduct,
} from './node-product.ts';
import type { QuestionMeasure } from './question.ts';
import type { QuestionProblem } from './refusal.ts';
import { refuseAxis, refuseClosed, refuseDimensions, refuseTooLarge } from './refuse.ts';
import type { ResolvedQuestion } from './resolve.ts';

/** What may be asked of one version, and what of it is closed. */
export interface AskableVersion {
  readonly records: NodeIndex;
  /** Absent where the data set names nobody. */
  readonly persons?: NodeIndex | undefined;
  readonly closed: Readonly<Partial<Record<CountedUnit, readonly ClosedPart[]>>>;
}

/** Per unit sets of nodes. Absent where the unit is not asked, or cannot be asked. No nodes: truly nothing. */
export type NodesByUnit = Readonly<Partial<Record<CountedUnit, RowSets>>>;

/** The rows of an answer in nodes. */
export interface TableNodes {
  readonly rowCount: number;
  /** Of each dimension of the question, in its order. */
  readonly labels: readonly LabelColumn[];
  /** Per row the nodes of which it is the sum. */
  readonly nodes: NodesByUnit;
}

/** A question in nodes. */
export interface QuestionNodes {
  /** Lays out the rows of the answer, in the order of their labels. */
  table(): TableNodes;
  /** The same without `by`: one set. Of persons it is absent where the filters keep no single registered set. */
  readonly total: NodesByUnit;
}

/** The units that measures are about. Sums and means are about records. */
export function unitOf(measure: QuestionMeasure): CountedUnit {
  if ('count' in measure) return measure.count;
  return 'rate' in measure ? measure.rate : 'records';
}

/** Room for sums: a table is made of at most so many nodes. */
const nodesMax = 200_000;

/**
 * Finds for each row of the answer the node that holds it, or the nodes that partition it. All values that the lattice
 * has within the filters get a row, whether anything is in it or not. A filter on a dimension that is also in `by` only
 * picks rows. Records of other sets are sums of nodes; persons are counted in single nodes only, for nobody knows how
 * many are in two of them.
 * @param rowsMax a table has at most so many rows
 * @returns the nodes, or why there are none
 */
export function findNodes(
  resolved: ResolvedQuestion,
  version: AskableVersion,
  rowsMax: number,
): QuestionNodes | QuestionProblem[] {
  const problems: QuestionProblem[] = [];
  const { lattice } = version.records;
  const axes = axesOf(resolved, { lattice, closed: version.closed.records ?? [] }, problems);
  const missing = missingDimensions(resolved, lattice);
  if (missing.length > 0) {
    const message = `The data set "${resolved.source.dataset}" cannot be asked by ${missing.join(', ')}.`;
    problems.push({ path: 'by', code: 'column.unknown', message });
  }
  if (problems.length > 0) return problems;
  const combinations = countRows(axes);
  if (combinations > rowsMax) return [refuseTooLarge(combinations, rowsMax)];
  const found: [CountedUnit, NodeProduct][] = [];
  for (const unit of new Set(resolved.question.measures.map(unitOf))) {
    const product = productOfUnit(unit, axes, resolved, version);
    if (Array.isArray(product)) problems.push(...product);
    else found.push([unit, product]);
  }
  if (problems.length > 0) return problems;
  return {
    table: () => toTable(axes, found, resolved.dimensions.length),
    total: byUnit(found, ({ total }) => total),
  };
}

function toTable(
  axes: readonly Axis[],
  found: readonly [CountedUnit, NodeProduct][],
  width: number,
): TableNodes {
  const layout = layOutRows(axes, width);
  const { rowCount, labels } = layout;
  return { rowCount, labels, nodes: byUnit(found, (product) => product.rowsOf(layout)) };
}

function byUnit(
  found: readonly [CountedUnit, NodeProduct][],
  setsOf: (product: NodeProduct) => RowSets | undefined,
): NodesByUnit {
  return Object.fromEntries(
    found.flatMap(([unit, product]) => {
      const sets = setsOf(product);
      return sets ? [[unit, sets]] : [];
    }),
  );
}

function productOfUnit(
  unit: CountedUnit,
  axes: readonly Axis[],
  resolved: ResolvedQuestion,
  version: AskableVersion,
): NodeProduct | QuestionProblem[] {
  const index = version[unit];
  const closed = version.closed[unit] ?? [];
  const shut = closed.find(({ part }) => part === 'data-set');
  if (shut) return [refuseClosed(shut, 'from')];
  if (!index) throw new TypeError(`No nodes of ${unit} were given for "${resolved.source.dataset}".`);
  const own = unit === 'records' ? axes : axesOf(resolved, { lattice: index.lattice, closed }, []);
  const covers: Covers[] = [];
  for (const axis of axes) {
    const dimension = own.findIndex((one) => one.dimension.name === axis.dimension.name);
    const ownAxis = own[dimension];
    if (!ownAxis) return [refuseAxis(unit, axis, closed, resolved)];
    const ofAxis = coversOf(unit, axis, ownAxis, dimension);
    if (!ofAxis) return [refuseAxis(unit, ownAxis, closed, resolved)];
    covers.push(ofAxis);
  }
  const product = createNodeProduct(index, openDimensionsMax(closed), covers);
  const unaskable = product.findUnaskable()?.flatMap((axis) => axes[axis] ?? []);
  if (unaskable) return [refuseDimensions(unaskable, index.lattice, closed, resolved)];
  if (product.nodeCount() > nodesMax) {
    const message = `This table would be a sum of more than ${nodesMax} figures; select whole periods, or fewer values.`;
    return [{ path: 'where', code: 'query.too-many', message }];
  }
  return product;
}

/** At most so many dimensions at once, as far as parts are closed. */
export function openDimensionsMax(closed: readonly ClosedPart[]): number {
  const parts = closed.map(({ part }) => part);
  if (parts.includes('second-dimension')) return 1;
  return parts.includes('third-dimension') ? 2 : Number.POSITIVE_INFINITY;
}
