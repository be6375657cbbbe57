import { namesPersons } from '../contract/contract.ts';
import type { RawCell } from './aggregate.ts';
import { type ClassTopic, classTopics, soleValue, withoutTautologies } from './class-topics.ts';
import { findLaws, isLawful } from './classification.ts';
import { type Combination, combinationKey } from './combination.ts';
import { composeRecordsOfPersons } from './compose.ts';
import { duckdb } from './dialect.ts';
import type { Enclosing } from './enclosing.ts';
import { type Beside, groupKey, type LeftoverSetting, readBeside, sliceOf } from './leftover.ts';
import { type CountedUnit, unitOf } from './protect.ts';
import type { ResolvedQuery } from './resolved-query.ts';

/**
 * The cells of groups of which everybody has one and the same value of something that the question groups by or
 * selects on, with the units of which that is so: such a group tells it of each of its members, however many these are
 * (class disclosure). The noughts beside the one value tell it as well, so all cells of the group that depend on it are
 * named. Of records all have to have the value, of persons each has to have it. By `combinationKey`. What is named
 * depends on the group and on what is asked of it, not on whether the question groups by that or selects on it.
 * @param shown all combinations of the answer
 * @param cells the cells that hold something
 */
export async function findClassCells(
  resolved: ResolvedQuery,
  shown: readonly Combination[],
  cells: readonly RawCell[],
  setting: LeftoverSetting,
): Promise<Map<string, ReadonlySet<CountedUnit>>> {
  const found = new Map<string, ReadonlySet<CountedUnit>>();
  const { unit, accessClass } = resolved.source.contract;
  if (!setting.parameters.classDisclosure || (unit === 'area' && accessClass === 'open')) return found;
  const asked = withoutTautologies(resolved);
  for (const topic of classTopics(asked)) {
    const alike = await findAlike(asked, topic, cells, setting);
    if (alike.size === 0) continue;
    const keyOf = groupKey(asked, topic.group);
    for (const values of shown) {
      const units = alike.get(keyOf(values));
      const key = combinationKey(values);
      if (units) found.set(key, new Set([...units, ...(found.get(key) ?? [])]));
    }
  }
  return found;
}

/** The question of which the cells divide the groups of a topic by its values. */
interface Division {
  question: ResolvedQuery;
  group: Enclosing;
  keyOf: (values: Combination) => string;
  /** The value of the topic in a cell. */
  told: (values: Combination) => string | null;
}

/** A group and the values that occur in it. */
interface Group {
  values: Combination;
  occurring: Set<string | null>;
}

const records: ReadonlySet<CountedUnit> = new Set(['persons', 'records']);
const persons: ReadonlySet<CountedUnit> = new Set(['persons']);

/** The groups that are all alike, by `groupKey`, with what of: all records, and so all persons, or only the persons. */
async function findAlike(
  asked: ResolvedQuery,
  topic: ClassTopic,
  cells: readonly RawCell[],
  setting: LeftoverSetting,
): Promise<Map<string, ReadonlySet<CountedUnit>>> {
  const { dimension } = topic;
  const division = divide(asked, topic);
  const groups = await readGroups(division, topic.isWhole ? cells : undefined, setting);
  const alike = new Map<string, ReadonlySet<CountedUnit>>();
  for (const [key, { occurring }] of groups) {
    if (soleValue(dimension, occurring) !== undefined) alike.set(key, records);
  }
  const open = new Set([...groups.keys()].filter((key) => !alike.has(key)));
  const isShared = dimension.kind === 'column' && namesPersons(asked.source.contract);
  const asksPersons = asked.measures.some((measure) => unitOf(measure) === 'persons');
  if (isShared && asksPersons && open.size > 0) {
    for (const key of await findShared(division, open, setting)) alike.set(key, persons);
  }
  if (alike.size === 0 || dimension.kind !== 'column') return alike;
  const laws = await findLaws(asked.source, dimension, division.group, setting);
  for (const key of alike.keys()) {
    const values = groups.get(key)?.values ?? [];
    if (laws.some((law) => isLawful(law, division.group, values))) alike.delete(key);
  }
  return alike;
}

function divide(asked: ResolvedQuery, { dimension, group, isWhole }: ClassTopic): Division {
  const { keys, filters, links } = group;
  const question: ResolvedQuery = isWhole
    ? asked
    : {
        ...{ source: asked.source, measures: [{ count: 'records' }], dimensions: [...keys, dimension] },
        ...{ filters, links, denominators: new Map() },
      };
  const within: Enclosing = { keys, filters, links, dropped: { filters: [], links: [] } };
  const at = question.dimensions.indexOf(dimension);
  return {
    question,
    group: within,
    keyOf: groupKey(question, within),
    told: (values) => values[at] ?? null,
  };
}

async function readGroups(
  { question, group, keyOf, told }: Division,
  cells: readonly RawCell[] | undefined,
  { engine, budget }: LeftoverSetting,
): Promise<Map<string, Group>> {
  const read = async (): Promise<Combination[]> => {
    const { sql, params } = composeRecordsOfPersons(question, duckdb);
    const rows = await engine.run(sql, params, budget());
    return rows.map((row) => question.dimensions.map((_, at) => row[`d${at + 1}`] ?? null) as Combination);
  };
  const groups = new Map<string, Group>();
  for (const values of cells?.map((cell) => cell.values) ?? (await read())) {
    const key = keyOf(values);
    const known = groups.get(key);
    if (known) known.occurring.add(told(values));
    else {
      const ofKeys = group.keys.map((dimension) => values[question.dimensions.indexOf(dimension)] ?? null);
      groups.set(key, { values: ofKeys, occurring: new Set([told(values)]) });
    }
  }
  return groups;
}

/** The open groups of which every person has one value, whatever other values some of them have as well. */
async function findShared(
  { question, group, keyOf, told }: Division,
  open: ReadonlySet<string>,
  setting: LeftoverSetting,
): Promise<Set<string>> {
  const holdsAll = ({ values, held, persons: beside }: Beside) =>
    told(values) !== null && held > 0 && beside === 0;
  const slice = sliceOf(setting.facts);
  if (slice > 1) {
    const part = await readBeside(question, group, setting, slice);
    const possible = new Set(part.filter(holdsAll).map(({ values }) => keyOf(values)));
    const seen = new Set(part.filter(({ held }) => held > 0).map(({ values }) => keyOf(values)));
    if ([...open].every((key) => seen.has(key) && !possible.has(key))) return new Set();
  }
  const exact = await readBeside(question, group, setting);
  return new Set(
    exact
      .filter(holdsAll)
      .map(({ values }) => keyOf(values))
      .filter((key) => open.has(key)),
  );
}
