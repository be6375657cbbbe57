import { type ClosedPart, type CountedUnit, type Cube, orderOf } from '@datalab/query-control';
import { type Axis, axesOf, missingDimensions } from './axes.ts';
import { type QuestionMeasure, tableRowsMax } from './question.ts';
import type { QuestionProblem } from './refusal.ts';
import { refuseAxis, refuseClosed, refuseDimensions, refuseTooLarge } from './refuse.ts';
import type { ResolvedQuestion } from './resolve.ts';

/** What may be asked of a data set in one unit. A cube is one. */
export type NodeIndex = Pick<Cube, 'lattice' | 'rowOf'>;

/** What may be asked of one version, and what of it is closed. */
export interface AskableVersion {
  readonly records: NodeIndex;
  /** Absent where the data set names nobody. */
  readonly persons?: NodeIndex | undefined;
  readonly closed: Readonly<Partial<Record<CountedUnit, readonly ClosedPart[]>>>;
}

/** One row of the answer: its labels in the order of `by`, and per unit the rows of the cube of which it is the sum. */
export interface RowNodes {
  readonly labels: readonly (string | null)[];
  /** Absent where the unit is not asked, or cannot be asked of this row. No nodes: truly nothing. */
  readonly nodes: Readonly<Partial<Record<CountedUnit, readonly number[]>>>;
}

/** A question in nodes. */
export interface QuestionNodes {
  readonly rows: readonly RowNodes[];
  /** The same without `by`. Of persons it is absent where the filters keep no single registered set. */
  readonly total: RowNodes;
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
 * @returns the nodes, or why there are none
 */
export function findNodes(
  resolved: ResolvedQuestion,
  version: AskableVersion,
): QuestionNodes | QuestionProblem[] {
  const problems: QuestionProblem[] = [];
  const { lattice } = version.records;
  const axes = axesOf(resolved, { lattice, closed: version.closed.records ?? [] }, problems);
  const missing = missingDimensions(resolved, version.records.lattice);
  if (missing.length > 0) {
    const message = `The data set "${resolved.source.dataset}" cannot be asked by ${missing.join(', ')}.`;
    problems.push({ path: 'by', code: 'column.unknown', message });
  }
  if (problems.length > 0) return problems;
  const combinations = axes.reduce((size, { entries }) => size * entries.length, 1);
  if (combinations > tableRowsMax) return [refuseTooLarge(combinations)];
  const units = new Set(resolved.question.measures.map(unitOf));
  const found: Partial<Record<CountedUnit, UnitNodes>> = {};
  for (const unit of units) {
    const nodes = nodesOfUnit(unit, axes, resolved, version);
    if (Array.isArray(nodes)) problems.push(...nodes);
    else found[unit] = nodes;
  }
  if (problems.length > 0) return problems;
  const rows = rowsOf(axes, found, resolved.dimensions.length);
  const total: RowNodes = {
    labels: [],
    nodes: Object.fromEntries(
      Object.entries(found).flatMap(([unit, { total: nodes }]) => (nodes ? [[unit, nodes]] : [])),
    ),
  };
  return { rows, total };
}

/** The nodes of one unit, by the entries of the axes that make a row. */
interface UnitNodes {
  nodesAt(entries: readonly number[]): readonly number[];
  readonly total: readonly number[] | undefined;
}

function nodesOfUnit(
  unit: CountedUnit,
  axes: readonly Axis[],
  resolved: ResolvedQuestion,
  version: AskableVersion,
): UnitNodes | QuestionProblem[] {
  const index = version[unit];
  const closed = version.closed[unit] ?? [];
  const shut = closed.find(({ part }) => part === 'data-set');
  if (shut) return [refuseClosed(shut, 'from')];
  if (!index) throw new TypeError(`No nodes of ${unit} were given for "${resolved.source.dataset}".`);
  const own = unit === 'records' ? axes : axesOf(resolved, { lattice: index.lattice, closed }, []);
  const byName = new Map(own.map((axis) => [axis.dimension.name, axis]));
  const covers: Covers[] = [];
  for (const axis of axes) {
    const ownAxis = byName.get(axis.dimension.name);
    if (!ownAxis) return [refuseAxis(unit, axis, closed, resolved)];
    const ofAxis = coversOf(unit, axis, ownAxis);
    if (!ofAxis) return [refuseAxis(unit, ownAxis, closed, resolved)];
    covers.push(ofAxis);
  }
  const most = openDimensionsMax(closed);
  const product = createProduct({ index, most }, axes, covers, own);
  const unaskable = product.findUnaskable();
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

/** Per entry of an axis, and for all of them together, the values that it is the sum of. */
interface Covers {
  readonly entries: readonly (readonly number[])[];
  readonly total: readonly number[] | undefined;
}

function coversOf(unit: CountedUnit, axis: Axis, own: Axis): Covers | undefined {
  const byLabels = new Map(own.entries.map(({ labels, codes }) => [JSON.stringify(labels), codes]));
  const cover = (codes: readonly number[]): readonly number[] | undefined => {
    if (unit === 'records' || codes.length === 0) return own.covering.findCover(codes);
    const value = own.covering.findValue(codes);
    return value === undefined ? undefined : [value];
  };
  const entries = axis.entries.map(({ labels }) => cover(byLabels.get(JSON.stringify(labels)) ?? []));
  if (!entries.every((one) => one !== undefined)) return undefined;
  return { entries, total: cover(own.selected) };
}

/** The nodes that are products of the covers of all axes. */
function createProduct(
  { index, most }: { readonly index: NodeIndex; readonly most: number },
  axes: readonly Axis[],
  covers: readonly Covers[],
  own: readonly Axis[],
) {
  const positions = axes.map((axis) =>
    own.findIndex(({ dimension }) => dimension.name === axis.dimension.name),
  );
  const rowsOfProduct = (parts: readonly (readonly number[])[]): number[] | undefined => {
    let nodes: number[][] = [index.lattice.dimensions.map(() => 0)];
    for (const [at, values] of parts.entries()) {
      nodes = values.flatMap((value) => nodes.map((node) => node.with(positions[at] ?? 0, value)));
    }
    const rows = nodes.map((node) => (orderOf(node) > most ? undefined : index.rowOf(node)));
    return rows.every((row) => row !== undefined) ? rows : undefined;
  };
  const totals = covers.map(({ total }) => total);
  return {
    /** The axes that are not "all" in a row that is not in the lattice, or undefined where all rows are. */
    findUnaskable(): readonly Axis[] | undefined {
      const kinds = covers.map(({ entries }) => representatives(entries));
      const rows = kinds.reduce<(readonly number[])[][]>(
        (made, parts) => made.flatMap((row) => parts.map((part) => [...row, part])),
        [[]],
      );
      const wrong = rows.find((row) => rowsOfProduct(row) === undefined);
      return wrong && axes.filter((_, at) => !isAll(wrong[at] ?? []));
    },
    nodeCount: () =>
      covers.reduce((size, { entries }) => size * entries.reduce((sum, { length }) => sum + length, 0), 1),
    nodesAt: (entries: readonly number[]): readonly number[] =>
      rowsOfProduct(entries.map((entry, at) => covers[at]?.entries[entry] ?? [])) ?? [],
    total: totals.every((total) => total !== undefined) ? rowsOfProduct(totals) : undefined,
  };
}

/** Whether a node is in the lattice depends only on the dimensions that it uses: one entry of each kind tells. */
function representatives(entries: readonly (readonly number[])[]): (readonly number[])[] {
  const used = entries.find((values) => values.length > 0 && !isAll(values));
  const unused = entries.find(isAll);
  return [...(used ? [used] : []), ...(unused ? [unused] : [])];
}

function isAll(values: readonly number[]): boolean {
  return values.length === 1 && values[0] === 0;
}

function rowsOf(
  axes: readonly Axis[],
  found: Partial<Record<CountedUnit, UnitNodes>>,
  width: number,
): RowNodes[] {
  const picks = axes.reduce<number[][]>(
    (made, { entries }) => made.flatMap((pick) => entries.map((_, entry) => [...pick, entry])),
    [[]],
  );
  return picks.map((pick) => {
    const labels: (string | null)[] = new Array(width).fill(null);
    for (const [at, axis] of axes.entries()) {
      const entry = axis.entries[pick[at] ?? 0];
      for (const [level, { position }] of axis.asked.entries())
        labels[position] = entry?.labels[level] ?? null;
    }
    const nodes = Object.fromEntries(
      Object.entries(found).map(([unit, { nodesAt }]) => [unit, nodesAt(pick)]),
    );
    return { labels, nodes };
  });
}
