import type { SourceContract } from '../lake/source.ts';
import { dimensionKey } from './query.ts';
import {
  presence,
  type ResolvedDimension,
  type ResolvedFilter,
  type ResolvedQuery,
  registeredValues,
} from './resolved-query.ts';
import { groupWithout, type RollUp } from './roll-ups.ts';

/** An attribute that a question groups by or selects on, and that would disclose something about a uniform group. */
export interface SensitiveAttribute {
  dimension: ResolvedDimension;
  /** The group of each cell: the same question without it. */
  group: RollUp;
  /** Whether the question groups by it and selects nothing of it, so that its cells hold all of the group. */
  isWhole: boolean;
}

/** The attributes of a question that say what a person has or is, rather than where and when. */
export function sensitiveAttributes(resolved: ResolvedQuery): SensitiveAttribute[] {
  const { dimensions, filters, links, source } = resolved;
  const linked = links.map((link): ResolvedDimension => {
    return { kind: 'in', key: dimensionKey({ in: link.linked.dataset }), linked: link.linked };
  });
  const all = [...linked, ...filters.map(({ dimension }) => dimension), ...dimensions];
  const attributes = [...new Map(all.map((dimension) => [dimension.key, dimension])).values()];
  return attributes
    .filter((dimension) => isSensitive(dimension, source.contract))
    .map((dimension) => {
      const group = groupWithout(resolved, dimension);
      const { filters: selecting, links: linking } = group.dropped;
      const isWhole = dimensions.includes(dimension) && selecting.length + linking.length === 0;
      return { dimension, group, isWhole };
    });
}

/**
 * Whether a value says what a person has or is. Where and when do not, and neither does a column with a single possible
 * value.
 */
export function isSensitive(dimension: ResolvedDimension, { columns }: SourceContract): boolean {
  if (dimension.kind !== 'column') return true;
  const { kind, name, categories } = dimension.column;
  const role = columns.find((column) => column.name === name)?.role;
  return kind === 'category' && role !== 'date' && role !== 'postcode' && categories.length !== 1;
}

/**
 * The one disclosive value that a whole group shares, if there is one: not a missing value, not the absence from
 * another data set, and not a single record for each person, which is the least there can be. Records that name no
 * person say nothing about persons, so they do not count.
 */
export function uniformValue(
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
