import { namesPersons } from '../contract/contract.ts';
import { duckdb } from '../lake/dialect.ts';
import type { RawCell } from './aggregate.ts';
import { type CellValues, cellValuesKey } from './cell-values.ts';
import { composeRecordsOfPersons } from './compose.ts';
import { findDependencies, followsFrom } from './functional-dependencies.ts';
import { type CountedUnit, unitOf } from './protect.ts';
import type { ResolvedQuery } from './resolved-query.ts';
import type { RollUp } from './roll-ups.ts';
import {
  type SensitiveAttribute,
  sensitiveAttributes,
  uniformValue,
  withoutTautologies,
} from './sensitive-attributes.ts';
import {
  type Complement,
  type ComplementSetting,
  groupKey,
  readComplements,
  sliceOf,
} from './small-complements.ts';

/**
 * Finds group disclosure: the cells of groups whose members all have the same value of an attribute that the question
 * groups by or selects on, with the units for which that holds. Such a group discloses the value of each member,
 * however large it is. The zeros of the other values disclose it too, so all cells of the group that depend on the
 * attribute are named. For records all must have the value, for persons each must have it. By `cellValuesKey`. The
 * result depends on the group and the attributes that are asked, not on whether the question groups by an attribute or
 * selects on it.
 * @param shown all combinations of the answer
 * @param cells the cells that are not empty
 */
export async function findGroupDisclosure(
  resolved: ResolvedQuery,
  shown: readonly CellValues[],
  cells: readonly RawCell[],
  setting: ComplementSetting,
): Promise<Map<string, ReadonlySet<CountedUnit>>> {
  const found = new Map<string, ReadonlySet<CountedUnit>>();
  const { unit, accessClass } = resolved.source.contract;
  if (!setting.parameters.groupDisclosure || (unit === 'area' && accessClass === 'open')) return found;
  const asked = withoutTautologies(resolved);
  for (const attribute of sensitiveAttributes(asked)) {
    const uniform = await findUniformGroups(asked, attribute, cells, setting);
    if (uniform.size === 0) continue;
    const keyOf = groupKey(asked, attribute.group);
    for (const values of shown) {
      const units = uniform.get(keyOf(values));
      const key = cellValuesKey(values);
      if (units) found.set(key, new Set([...units, ...(found.get(key) ?? [])]));
    }
  }
  return found;
}

/** The question whose cells divide the groups of an attribute by its values. */
interface Division {
  question: ResolvedQuery;
  group: RollUp;
  keyOf: (values: CellValues) => string;
  /** The value of the attribute in a cell. */
  told: (values: CellValues) => string | null;
}

/** A group and the values that occur in it. */
interface Group {
  values: CellValues;
  occurring: Set<string | null>;
}

const recordsAndPersons: ReadonlySet<CountedUnit> = new Set(['persons', 'records']);
const persons: ReadonlySet<CountedUnit> = new Set(['persons']);

/**
 * The uniform groups, by `groupKey`, with the units for which they are uniform: all records, and so all persons, or
 * only the persons.
 */
async function findUniformGroups(
  asked: ResolvedQuery,
  attribute: SensitiveAttribute,
  cells: readonly RawCell[],
  setting: ComplementSetting,
): Promise<Map<string, ReadonlySet<CountedUnit>>> {
  const { dimension } = attribute;
  const division = divide(asked, attribute);
  const groups = await readGroups(division, attribute.isWhole ? cells : undefined, setting);
  const uniform = new Map<string, ReadonlySet<CountedUnit>>();
  for (const [key, { occurring }] of groups) {
    if (uniformValue(dimension, occurring) !== undefined) uniform.set(key, recordsAndPersons);
  }
  const open = new Set([...groups.keys()].filter((key) => !uniform.has(key)));
  const isShared = dimension.kind === 'column' && namesPersons(asked.source.contract);
  const asksPersons = asked.measures.some((measure) => unitOf(measure) === 'persons');
  if (isShared && asksPersons && open.size > 0) {
    for (const key of await findSharedValues(division, open, setting)) uniform.set(key, persons);
  }
  if (uniform.size === 0 || dimension.kind !== 'column') return uniform;
  const dependencies = await findDependencies(asked.source, dimension, division.group, setting);
  for (const key of uniform.keys()) {
    const values = groups.get(key)?.values ?? [];
    if (dependencies.some((dependency) => followsFrom(dependency, division.group, values)))
      uniform.delete(key);
  }
  return uniform;
}

function divide(asked: ResolvedQuery, { dimension, group, isWhole }: SensitiveAttribute): Division {
  const { keys, filters, links } = group;
  const question: ResolvedQuery = isWhole
    ? asked
    : {
        source: asked.source,
        measures: [{ count: 'records' }],
        dimensions: [...keys, dimension],
        filters,
        links,
        denominators: new Map(),
      };
  const within: RollUp = { keys, filters, links, dropped: { filters: [], links: [] } };
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
  { engine, deadline }: ComplementSetting,
): Promise<Map<string, Group>> {
  const read = async (): Promise<CellValues[]> => {
    const { sql, params } = composeRecordsOfPersons(question, duckdb);
    const rows = await engine.run(sql, params, deadline());
    return rows.map((row) => question.dimensions.map((_, at) => row[`d${at + 1}`] ?? null) as CellValues);
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

/** The open groups in which all persons share one value, whatever other values some of them have as well. */
async function findSharedValues(
  { question, group, keyOf, told }: Division,
  open: ReadonlySet<string>,
  setting: ComplementSetting,
): Promise<Set<string>> {
  const holdsAll = ({ values, held, persons: outside }: Complement) =>
    told(values) !== null && held > 0 && outside === 0;
  const slice = sliceOf(setting.facts);
  if (slice > 1) {
    const part = await readComplements(question, group, setting, slice);
    const possible = new Set(part.filter(holdsAll).map(({ values }) => keyOf(values)));
    const seen = new Set(part.filter(({ held }) => held > 0).map(({ values }) => keyOf(values)));
    if ([...open].every((key) => seen.has(key) && !possible.has(key))) return new Set();
  }
  const exact = await readComplements(question, group, setting);
  return new Set(
    exact
      .filter(holdsAll)
      .map(({ values }) => keyOf(values))
      .filter((key) => open.has(key)),
  );
}
