import { containingArea } from '../areas/containing-area.ts';
import { areaRoles, registeredColumns } from '../lake/source.ts';
import { dimensionKey } from './query.ts';
import { isArea, type ResolvedDimension, type ResolvedFilter, type ResolvedQuery } from './resolved-query.ts';

/** A roll-up: a group that contains each cell of a question, and that any analyst could ask for as well. */
export interface RollUp {
  /** What the group is grouped by: dimensions of the question, and perhaps a coarser area. */
  keys: ResolvedDimension[];
  filters: ResolvedFilter[];
  links: ResolvedQuery['links'];
  /** What the question selects on and the group does not. */
  dropped: { filters: ResolvedFilter[]; links: ResolvedQuery['links'] };
}

/**
 * A chain of roll-ups in which each contains the one before it. A cell with a large enough complement in one has it in
 * the next as well.
 */
export type RollUpChain = readonly RollUp[];

/** Everything, where a question is about more than one thing; else it is what encloses the cells along that one. */
export function wholeRollUp(resolved: ResolvedQuery): RollUp | undefined {
  return attributesOf(resolved).length > 1 ? drop(resolved, () => true) : undefined;
}

/**
 * The groups that enclose the cells of a question along one thing that it groups by or selects on: each coarser area,
 * and then without it. A dimension and the filters on it are one thing, so that a filter that keeps everything changes
 * nothing here either.
 */
export function rollUpsAlong(resolved: ResolvedQuery, attribute: string): RollUpChain {
  return [
    ...(attribute === areas ? areaRollUps(resolved) : []),
    drop(resolved, isOneOf(resolved, [attribute])),
  ];
}

/** The same question about fewer things. */
export function withoutAttributes(resolved: ResolvedQuery, attributes: readonly string[]): ResolvedQuery {
  const { keys, filters, links } = drop(resolved, isOneOf(resolved, attributes));
  return { ...resolved, dimensions: keys, filters, links };
}

/** A group around each cell, and the attributes that were relaxed for it. */
export interface LooserGroup {
  readonly relaxed: readonly string[];
  readonly group: RollUp;
}

/**
 * All groups around the cells of a question: without any of its topics, with coarser areas or without areas. What lets
 * go of more comes after what lets go of less, and encloses it.
 */
export function rollUps(resolved: ResolvedQuery): LooserGroup[] {
  const attributes = attributesOf(resolved);
  const groups = setsOf(attributes).flatMap((relaxed): LooserGroup[] => {
    const group = drop(resolved, isOneOf(resolved, relaxed));
    const coarser =
      attributes.includes(areas) && !relaxed.includes(areas)
        ? areaRollUps({ ...resolved, dimensions: group.keys, filters: group.filters, links: group.links })
        : [];
    return [
      ...(relaxed.length > 0 ? [{ relaxed, group }] : []),
      ...coarser.map((coarse, level) => ({
        relaxed: [...relaxed, ...Array.from({ length: level + 1 }, (_, at) => `${areas} ${at}`)],
        group: { ...coarse, dropped: both(group.dropped, coarse.dropped) },
      })),
    ];
  });
  const levels = Math.max(
    0,
    ...groups.map(({ relaxed }) => relaxed.filter((one) => one.startsWith(`${areas} `)).length),
  );
  return groups
    .map(({ relaxed, group }) => ({
      group,
      relaxed: relaxed.includes(areas)
        ? [...relaxed, ...Array.from({ length: levels }, (_, at) => `${areas} ${at}`)]
        : relaxed,
    }))
    .sort((one, other) => one.relaxed.length - other.relaxed.length);
}

/** All sets of some of the items, smaller ones first. */
export function setsOf(items: readonly string[]): string[][] {
  const sets: string[][] = [[]];
  for (const item of items) sets.push(...sets.map((set) => [...set, item]));
  return sets.sort((one, other) => one.length - other.length);
}

function both(one: RollUp['dropped'], other: RollUp['dropped']): RollUp['dropped'] {
  return { filters: [...one.filters, ...other.filters], links: [...one.links, ...other.links] };
}

/** The group that contains each cell of a question when one of the attributes is dropped. */
export function groupWithout(resolved: ResolvedQuery, dimension: ResolvedDimension): RollUp {
  return drop(resolved, isOneOf(resolved, [attributeOf(dimension)]));
}

const areas = 'areas';
const bands = 'records-per-person';

/** Whether an attribute says what people are or have, rather than where or when. */
export function isAboutPeople(attribute: string): boolean {
  return attribute !== areas && attribute !== 'month';
}

function attributeOf(dimension: ResolvedDimension): string {
  if (dimension.kind === 'records-per-person') return bands;
  return isArea(dimension) ? areas : dimension.key;
}

function attributeOfLink({ linked }: ResolvedQuery['links'][number]): string {
  return dimensionKey({ in: linked.dataset });
}

/** What a question groups by or selects on, each once; all areas together are one thing. */
export function attributesOf({ dimensions, filters, links }: ResolvedQuery): string[] {
  const all = [...dimensions, ...filters.map(({ dimension }) => dimension)].map(attributeOf);
  return [...new Set([...all, ...links.map(attributeOfLink)])].sort();
}

/** The bands follow from the records that the other filters leave, so they go with any of those. */
function isOneOf(resolved: ResolvedQuery, attributes: readonly string[]): (attribute: string) => boolean {
  const changesBands =
    resolved.filters.some(({ dimension }) => attributes.includes(attributeOf(dimension))) ||
    resolved.links.some((link) => attributes.includes(attributeOfLink(link)));
  return (attribute) => attributes.includes(attribute) || (attribute === bands && changesBands);
}

function drop(resolved: ResolvedQuery, isDropped: (attribute: string) => boolean): RollUp {
  const { dimensions, filters, links } = resolved;
  const isFilterDropped = ({ dimension }: ResolvedFilter) => isDropped(attributeOf(dimension));
  const isLinkDropped = (link: ResolvedQuery['links'][number]) => isDropped(attributeOfLink(link));
  return {
    keys: dimensions.filter((dimension) => !isDropped(attributeOf(dimension))),
    filters: filters.filter((filter) => !isFilterDropped(filter)),
    links: links.filter((link) => !isLinkDropped(link)),
    dropped: { filters: filters.filter(isFilterDropped), links: links.filter(isLinkDropped) },
  };
}

/** The same cells within the district, and within the municipality, as far as these are coarser than what is asked. */
function areaRollUps(resolved: ResolvedQuery): RollUp[] {
  const { source, dimensions, filters } = resolved;
  const used = [...dimensions, ...filters.map(({ dimension }) => dimension)].filter(isArea);
  const finest = Math.min(...used.map(({ key }) => levelOf(key)));
  const registered = registeredColumns(source.contract).filter(({ kind }) => kind === 'area');
  return registered.flatMap((column): RollUp[] => {
    const level = levelOf(column.name);
    if (level <= finest) return [];
    const isFiner = (dimension: ResolvedDimension) => isArea(dimension) && levelOf(dimension.key) < level;
    const coarse: ResolvedDimension = { kind: 'column', key: column.name, column };
    const grouped = dimensions.some(isFiner);
    const finer = filters.filter(({ dimension }) => isFiner(dimension));
    const within = grouped ? [] : containingFilters(coarse, finer);
    if (within === undefined) return [];
    const kept = dimensions.filter((dimension) => !isFiner(dimension));
    const isThere = !grouped || kept.some(({ key }) => key === coarse.key);
    const changesBands = finer.length > 0;
    return [
      {
        keys: [...kept, ...(isThere ? [] : [coarse])].filter(({ kind }) => !changesBands || kind !== bands),
        filters: [...filters.filter((filter) => !finer.includes(filter)), ...within].filter(
          ({ dimension }) => !changesBands || dimension.kind !== bands,
        ),
        links: resolved.links,
        dropped: {
          filters: [...finer, ...filters.filter(({ dimension }) => changesBands && dimension.kind === bands)],
          links: [],
        },
      },
    ];
  });
}

/** The coarser areas in which all selected finer ones lie; undefined when that cannot be told from their codes. */
function containingFilters(
  coarse: ResolvedDimension,
  finer: readonly ResolvedFilter[],
): ResolvedFilter[] | undefined {
  const lists = finer.map((filter) =>
    ('in' in filter ? filter.in : [null]).map((code) =>
      code === null ? undefined : containingArea(code, coarse.key),
    ),
  );
  if (lists.flat().includes(undefined)) return undefined;
  return lists.map((codes) => ({
    dimension: coarse,
    in: [...new Set(codes.flatMap((code) => code ?? []))],
  }));
}

function levelOf(key: string): number {
  const levels: readonly string[] = areaRoles;
  return levels.indexOf(key);
}
