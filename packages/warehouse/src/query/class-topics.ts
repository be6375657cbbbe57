import { type Enclosing, groupWithout } from './enclosing.ts';
import { dimensionKey } from './query.ts';
import {
  presence,
  type ResolvedDimension,
  type ResolvedFilter,
  type ResolvedQuery,
  registeredValues,
} from './resolved-query.ts';
import type { SourceContract } from './source.ts';

/** Something that a question groups by or selects on, and that would tell of a group if all of it were alike. */
export interface ClassTopic {
  dimension: ResolvedDimension;
  /** The group of each cell: the same question without it. */
  group: Enclosing;
  /** Whether the question groups by it and selects nothing of it, so that its cells hold all of the group. */
  isWhole: boolean;
}

/** What a question groups by or selects on that says what somebody has or is, rather than where and when. */
export function classTopics(resolved: ResolvedQuery): ClassTopic[] {
  const { dimensions, filters, links, source } = resolved;
  const linked = links.map((link): ResolvedDimension => {
    return { kind: 'in', key: dimensionKey({ in: link.linked.dataset }), linked: link.linked };
  });
  const all = [...linked, ...filters.map(({ dimension }) => dimension), ...dimensions];
  const topics = [...new Map(all.map((dimension) => [dimension.key, dimension])).values()];
  return topics
    .filter((dimension) => canTell(dimension, source.contract))
    .map((dimension) => {
      const group = groupWithout(resolved, dimension);
      const { filters: selecting, links: linking } = group.dropped;
      const isWhole = dimensions.includes(dimension) && selecting.length + linking.length === 0;
      return { dimension, group, isWhole };
    });
}

/**
 * Whether knowing a value of somebody says what they have or are. Where and when do not, and a column that can have
 * one value only says nothing.
 */
export function canTell(dimension: ResolvedDimension, { columns }: SourceContract): boolean {
  if (dimension.kind !== 'column') return true;
  const { kind, name, categories } = dimension.column;
  const role = columns.find((column) => column.name === name)?.role;
  return kind === 'category' && role !== 'date' && role !== 'postcode' && categories.length !== 1;
}

/**
 * The one value that a whole group has, if it has one that tells: not that nothing is known of it, not that nobody is
 * in another data set, and not that everybody has a single record, which is the least there can be. Of records that
 * name nobody nothing of persons is known, so these say nothing about the others.
 */
export function soleValue(
  { kind }: ResolvedDimension,
  values: ReadonlySet<string | null>,
): string | undefined {
  const ofPersons = kind === 'column' ? [...values] : [...values].filter((value) => value !== null);
  const [only, other] = ofPersons;
  if (only === null || only === undefined || other !== undefined || ofPersons.length > 1) return undefined;
  if (kind === 'in') return only === presence[1] ? only : undefined;
  return kind === 'records-per-person' && only === '1' ? undefined : only;
}

/** The same question without selections that keep every value there can be, and so select nothing. */
export function withoutTautologies(resolved: ResolvedQuery): ResolvedQuery {
  const filters = resolved.filters.filter((filter) => !keepsEverything(filter, resolved.source.contract));
  return filters.length === resolved.filters.length ? resolved : { ...resolved, filters };
}

function keepsEverything(filter: ResolvedFilter, { columns }: SourceContract): boolean {
  const { dimension } = filter;
  const isBoolean =
    dimension.kind === 'column' &&
    columns.find(({ name }) => name === dimension.column.name)?.logicalType === 'boolean';
  const known = isBoolean ? ['true', 'false'] : registeredValues(dimension);
  if (known === undefined || !('in' in filter)) return false;
  return [...known, null].every((value) => filter.in.includes(value));
}
