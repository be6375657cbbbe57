import type { DisclosureParameters } from '@datalab/disclosure';
import { namesPersons } from '../contract/contract.ts';
import type { RunOptions } from '../engine/engine.ts';
import { aggregate } from './aggregate.ts';
import { type Combination, combinationKey } from './combination.ts';
import { composeRecordsOfPersons } from './compose.ts';
import { duckdb } from './dialect.ts';
import type { Reader } from './reader.ts';
import type { ResolvedDimension, ResolvedFilter, ResolvedQuery } from './resolved-query.ts';
import type { QuerySource } from './source.ts';
import type { VersionFacts } from './version-facts.ts';

/** What is needed to find the values that may be listed. */
export interface ListingSetting {
  facts: VersionFacts;
  parameters: Pick<DisclosureParameters, 'minimumCount'>;
  engine: Reader;
  budget: () => RunOptions;
}

/**
 * The combinations of values of stored columns behind which enough contributors stand in the whole version, whatever a
 * question selects: what only a few have is not listed, for a row would tell that it exists. Of open data about areas
 * everything that occurs is listed.
 */
export async function readListed(
  dimensions: readonly ResolvedDimension[],
  source: QuerySource,
  setting: ListingSetting,
): Promise<Combination[]> {
  const { unit, accessClass } = source.contract;
  const isPublic = unit === 'area' && accessClass === 'open';
  const least = isPublic ? 1 : setting.parameters.minimumCount;
  const question = questionAbout(dimensions, source);
  const { sql, params } = composeRecordsOfPersons(question, duckdb);
  const rows = await setting.engine.run(sql, params, setting.budget());
  const found = rows.map((row) => ({
    values: dimensions.map((_, index) => textOrNull(row[`d${index + 1}`])),
    records: Number(row['records']),
  }));
  const mostPerPerson = namesPersons(source.contract) && least > 1 ? setting.facts.recordsPerPersonMax : 1;
  const isSure = (records: number) => mostPerPerson !== undefined && records >= mostPerPerson * least;
  const sure = found.filter(({ records }) => isSure(records));
  const open = found.filter(({ records }) => records >= least && !isSure(records));
  const counted = await readContributors(question, open, setting);
  return [
    ...sure.map(({ values }) => values),
    ...open.flatMap(({ values }) => ((counted.get(combinationKey(values)) ?? 0) >= least ? [values] : [])),
  ];
}

/** Whether enough records of a version name nobody for these to have a row of their own. */
export async function listsUnnamed(
  source: QuerySource,
  { parameters, engine, budget }: ListingSetting,
): Promise<boolean> {
  const binder = duckdb.createBinder();
  const version = duckdb.readVersion(source, binder);
  const sql = `SELECT count(*) AS records FROM ${version} WHERE pseudonym IS NULL`;
  const [row = {}] = await engine.run(sql, binder.values, budget());
  return Number(row['records']) >= parameters.minimumCount;
}

function questionAbout(dimensions: readonly ResolvedDimension[], source: QuerySource): ResolvedQuery {
  return {
    ...{ source, measures: [{ count: 'records' }], dimensions: [...dimensions] },
    ...{ filters: [], links: [], denominators: new Map() },
  };
}

/** The contributors behind the combinations of which the number of records does not tell enough. */
async function readContributors(
  question: ResolvedQuery,
  open: readonly { readonly values: Combination }[],
  { engine, budget }: ListingSetting,
): Promise<Map<string, number>> {
  if (open.length === 0) return new Map();
  const filters = question.dimensions.map(
    (dimension, index): ResolvedFilter => ({
      dimension,
      in: [...new Set(open.map(({ values }) => values[index] ?? null))].sort(),
    }),
  );
  const measures: ResolvedQuery['measures'] = [{ count: 'persons' }];
  const { cells } = await aggregate({ ...question, measures, filters }, engine, budget());
  return new Map(cells.map(({ values, contributors }) => [combinationKey(values), contributors]));
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
