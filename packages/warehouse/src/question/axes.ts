import type { ClosedPart, Dimension, Lattice } from '@datalab/query-control';
import { type Covering, createCovering } from './cover.ts';
import { compareLabels } from './label-order.ts';
import { type Labels, labelsOf, periodsOf } from './labels.ts';
import type { QuestionProblem } from './refusal.ts';
import type { AskedDimension, AskedFilter, ResolvedQuestion, Selection } from './resolve.ts';

/** One dimension of a lattice as a question uses it. */
export interface Axis {
  readonly dimension: Dimension;
  readonly covering: Covering;
  /** What is asked of it in `by`; the positions are those in the question. */
  readonly asked: readonly { readonly dimension: AskedDimension; readonly position: number }[];
  /** The finest values that the filters leave. */
  readonly selected: readonly number[];
  /** One per combination of labels of what is asked, in their order; a single one without labels where nothing is. */
  readonly entries: readonly AxisEntry[];
  /** The filters on it. */
  readonly filters: readonly AskedFilter[];
}

/** The finest values that share their labels, within the filters. */
export interface AxisEntry {
  readonly labels: readonly (string | null)[];
  readonly codes: readonly number[];
}

/** The axes of a question in one lattice, in the order of the lattice. Unknown values are added to `problems`. */
export function axesOf(
  resolved: ResolvedQuestion,
  { lattice, closed }: { readonly lattice: Lattice; readonly closed: readonly ClosedPart[] },
  problems: QuestionProblem[],
): Axis[] {
  return lattice.dimensions.map((dimension) => {
    const asked = resolved.dimensions.flatMap((one, position) =>
      one.axis === dimension.name ? [{ dimension: one, position }] : [],
    );
    const filters = resolved.filters.filter((filter) => filter.dimension.axis === dimension.name);
    const passing = filters.map((filter) => passingCodes(dimension, filter, problems));
    const selected = dimension.finest
      .map((_, code) => code)
      .filter((code) => passing.every((set) => set.has(code)));
    const entries = entriesOf(
      selected,
      asked.map((one) => labelsOf(dimension, one.dimension)),
    );
    return {
      dimension,
      covering: createCovering(dimension, closed),
      asked,
      selected,
      entries: entries.sort((one, other) => compareEntries(one, other, dimension)),
      filters,
    };
  });
}

/** Which dimensions of the question a lattice lacks. */
export function missingDimensions({ dimensions, filters }: ResolvedQuestion, lattice: Lattice): string[] {
  const known = new Set(lattice.dimensions.map(({ name }) => name));
  const used = [...dimensions, ...filters.map(({ dimension }) => dimension)];
  return [...new Set(used.filter(({ axis }) => !known.has(axis)).map(({ key }) => key))];
}

function entriesOf(selected: readonly number[], labels: readonly Labels[]): AxisEntry[] {
  if (labels.length === 0) return [{ labels: [], codes: selected }];
  const entries = new Map<string, { labels: (string | null)[]; codes: number[] }>();
  for (const code of selected) {
    const own = labels.map((one) => one[code]);
    if (own.includes(undefined)) continue;
    const named = own.map((label) => label ?? null);
    const key = JSON.stringify(named);
    const entry = entries.get(key) ?? { labels: named, codes: [] };
    entry.codes.push(code);
    entries.set(key, entry);
  }
  return [...entries.values()];
}

function compareEntries({ labels }: AxisEntry, other: AxisEntry, { name }: Dimension): number {
  const orders = labels.map((label, level) => compareLabels(label, other.labels[level] ?? null, name));
  return orders.find((order) => order !== 0) ?? 0;
}

function passingCodes(dimension: Dimension, filter: AskedFilter, problems: QuestionProblem[]): Set<number> {
  const labels = labelsOf(dimension, filter.dimension);
  const { selection } = filter;
  const known = new Set(labels.filter((label) => label !== undefined));
  const unknown = 'in' in selection ? selection.in.filter((value) => !known.has(value)) : [];
  if (unknown.length > 0 || !labels.some((label) => passes(label, selection))) {
    problems.push({
      path: filter.path,
      code: 'value.unknown',
      message: unknownMessage(filter, unknown, known),
    });
  }
  const filtered = labelsToFilter(dimension, filter);
  return new Set(filtered.flatMap((label, code) => (passes(label, selection) ? [code] : [])));
}

/** Whether a filter keeps every finest value of its dimension. */
export function keepsAll(dimension: Dimension, filter: AskedFilter): boolean {
  return labelsToFilter(dimension, filter).every((label) => passes(label, filter.selection));
}

/** A period keeps what lies in it, also what cannot be asked by itself. */
function labelsToFilter(dimension: Dimension, { dimension: asked, selection }: AskedFilter): Labels {
  return 'in' in selection ? labelsOf(dimension, asked) : periodsOf(dimension, asked.level);
}

const examplesMax = 20;

function unknownMessage(
  { dimension: { key } }: AskedFilter,
  unknown: readonly (string | null)[],
  known: ReadonlySet<string | null>,
): string {
  const write = (value: string | null) => (value === null ? 'no value' : `"${value}"`);
  const possible = [...known].filter((value) => value !== null).sort();
  const bounds = `from ${possible[0]} to ${possible.at(-1)}`;
  const all = possible.length > examplesMax ? bounds : possible.join(', ');
  if (unknown.length === 0) return `The data have no ${key} in this period; possible: ${bounds}.`;
  return `${unknown.map(write).join(', ')} cannot be a value of ${key}; possible: ${all}.`;
}

function passes(label: string | null | undefined, selection: Selection): boolean {
  if (label === undefined) return false;
  if ('in' in selection) return selection.in.includes(label);
  if (label === null) return false;
  const { from, to } = selection;
  return (from === undefined || label >= from) && (to === undefined || label <= to);
}
