import { enclosingArea } from './domains.ts';
import { dimensionKey } from './query.ts';
import { isArea, type ResolvedDimension, type ResolvedFilter, type ResolvedQuery } from './resolved-query.ts';
import { areaRoles, registeredColumns } from './source.ts';

/** A group that encloses each cell of a question, and that anybody could ask for as well. */
export interface Enclosing {
  /** What the group is grouped by: dimensions of the question, and perhaps a coarser area. */
  keys: ResolvedDimension[];
  filters: ResolvedFilter[];
  links: ResolvedQuery['links'];
  /** What the question selects on and the group does not. */
  dropped: { filters: ResolvedFilter[]; links: ResolvedQuery['links'] };
}

/** Groups of which each next one encloses the one before it: who leaves enough of one, leaves enough of the next. */
export type Chain = readonly Enclosing[];

/** Everything, where a question is about more than one thing; else it is what encloses the cells along that one. */
export function wholeOf(resolved: ResolvedQuery): Enclosing | undefined {
  return topicsOf(resolved).length > 1 ? drop(resolved, () => true) : undefined;
}

/**
 * The groups that enclose the cells of a question along one thing that it groups by or selects on: each coarser area,
 * and then without it. A dimension and the filters on it are one thing, so that a filter that keeps everything changes
 * nothing here either.
 */
export function enclosingAlong(resolved: ResolvedQuery, topic: string): Chain {
  return [...(topic === areas ? coarserAreas(resolved) : []), drop(resolved, isOneOf(resolved, [topic]))];
}

/** The same question about fewer things. */
export function withoutTopics(resolved: ResolvedQuery, topics: readonly string[]): ResolvedQuery {
  const { keys, filters, links } = drop(resolved, isOneOf(resolved, topics));
  return { ...resolved, dimensions: keys, filters, links };
}

/** A group around each cell, and what was let go for it. */
export interface LooserGroup {
  readonly letGo: readonly string[];
  readonly group: Enclosing;
}

/**
 * All groups around the cells of a question: without any of its topics, with coarser areas or without areas. What lets
 * go of more comes after what lets go of less, and encloses it.
 */
export function looserGroups(resolved: ResolvedQuery): LooserGroup[] {
  const topics = topicsOf(resolved);
  const groups = setsOf(topics).flatMap((letGo): LooserGroup[] => {
    const group = drop(resolved, isOneOf(resolved, letGo));
    const coarser =
      topics.includes(areas) && !letGo.includes(areas)
        ? coarserAreas({ ...resolved, dimensions: group.keys, filters: group.filters, links: group.links })
        : [];
    return [
      ...(letGo.length > 0 ? [{ letGo, group }] : []),
      ...coarser.map((coarse, level) => ({
        letGo: [...letGo, ...Array.from({ length: level + 1 }, (_, at) => `${areas} ${at}`)],
        group: { ...coarse, dropped: both(group.dropped, coarse.dropped) },
      })),
    ];
  });
  const levels = Math.max(
    0,
    ...groups.map(({ letGo }) => letGo.filter((one) => one.startsWith(`${areas} `)).length),
  );
  return groups
    .map(({ letGo, group }) => ({
      group,
      letGo: letGo.includes(areas)
        ? [...letGo, ...Array.from({ length: levels }, (_, at) => `${areas} ${at}`)]
        : letGo,
    }))
    .sort((one, other) => one.letGo.length - other.letGo.length);
}

/** All sets of some of the items, smaller ones first. */
export function setsOf(items: readonly string[]): string[][] {
  const sets: string[][] = [[]];
  for (const item of items) sets.push(...sets.map((set) => [...set, item]));
  return sets.sort((one, other) => one.length - other.length);
}

function both(one: Enclosing['dropped'], other: Enclosing['dropped']): Enclosing['dropped'] {
  return { filters: [...one.filters, ...other.filters], links: [...one.links, ...other.links] };
}

/** The group that encloses each cell of a question when one of the things it groups by or selects on is left out. */
export function groupWithout(resolved: ResolvedQuery, dimension: ResolvedDimension): Enclosing {
  return drop(resolved, isOneOf(resolved, [topicOf(dimension)]));
}

const areas = 'areas';
const bands = 'records-per-person';

/** Whether a topic says what people are or have, rather than where or when. */
export function isAboutPeople(topic: string): boolean {
  return topic !== areas && topic !== 'month';
}

function topicOf(dimension: ResolvedDimension): string {
  if (dimension.kind === 'records-per-person') return bands;
  return isArea(dimension) ? areas : dimension.key;
}

function topicOfLink({ linked }: ResolvedQuery['links'][number]): string {
  return dimensionKey({ in: linked.dataset });
}

/** What a question groups by or selects on, each once; all areas together are one thing. */
export function topicsOf({ dimensions, filters, links }: ResolvedQuery): string[] {
  const all = [...dimensions, ...filters.map(({ dimension }) => dimension)].map(topicOf);
  return [...new Set([...all, ...links.map(topicOfLink)])].sort();
}

/** The bands follow from the records that the other filters leave, so they go with any of those. */
function isOneOf(resolved: ResolvedQuery, topics: readonly string[]): (topic: string) => boolean {
  const changesBands =
    resolved.filters.some(({ dimension }) => topics.includes(topicOf(dimension))) ||
    resolved.links.some((link) => topics.includes(topicOfLink(link)));
  return (topic) => topics.includes(topic) || (topic === bands && changesBands);
}

function drop(resolved: ResolvedQuery, isDropped: (topic: string) => boolean): Enclosing {
  const { dimensions, filters, links } = resolved;
  const isFilterDropped = ({ dimension }: ResolvedFilter) => isDropped(topicOf(dimension));
  const isLinkDropped = (link: ResolvedQuery['links'][number]) => isDropped(topicOfLink(link));
  return {
    keys: dimensions.filter((dimension) => !isDropped(topicOf(dimension))),
    filters: filters.filter((filter) => !isFilterDropped(filter)),
    links: links.filter((link) => !isLinkDropped(link)),
    dropped: { filters: filters.filter(isFilterDropped), links: links.filter(isLinkDropped) },
  };
}

/** The same cells within the district, and within the municipality, as far as these are coarser than what is asked. */
function coarserAreas(resolved: ResolvedQuery): Enclosing[] {
  const { source, dimensions, filters } = resolved;
  const used = [...dimensions, ...filters.map(({ dimension }) => dimension)].filter(isArea);
  const finest = Math.min(...used.map(({ key }) => levelOf(key)));
  const registered = registeredColumns(source.contract).filter(({ kind }) => kind === 'area');
  return registered.flatMap((column): Enclosing[] => {
    const level = levelOf(column.name);
    if (level <= finest) return [];
    const isFiner = (dimension: ResolvedDimension) => isArea(dimension) && levelOf(dimension.key) < level;
    const coarse: ResolvedDimension = { kind: 'column', key: column.name, column };
    const grouped = dimensions.some(isFiner);
    const finer = filters.filter(({ dimension }) => isFiner(dimension));
    const within = grouped ? [] : enclosingFilters(coarse, finer);
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
function enclosingFilters(
  coarse: ResolvedDimension,
  finer: readonly ResolvedFilter[],
): ResolvedFilter[] | undefined {
  const lists = finer.map((filter) =>
    ('in' in filter ? filter.in : [null]).map((code) =>
      code === null ? undefined : enclosingArea(code, coarse.key),
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
