import type { DisclosureParameters } from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import type { RunOptions } from '../engine/engine.ts';
import { duckdb } from '../lake/dialect.ts';
import type { QuerySource } from '../lake/source.ts';
import type { VersionFacts } from '../lake/version-facts.ts';
import { aggregate } from './aggregate.ts';
import { type CellValues, cellValuesKey } from './cell-values.ts';
import { composeRecordsOfPersons } from './compose.ts';
import type { Reader } from './memoised-engine.ts';
import type { ResolvedDimension, ResolvedFilter, ResolvedQuery } from './resolved-query.ts';

/** What is needed to find the values that may be listed. */
export interface ListingSetting {
  facts: VersionFacts;
  parameters: Pick<DisclosureParameters, 'minimumCount'>;
  engine: Reader;
  deadline: () => RunOptions;
}

/**
 * The combinations of values of stored columns that have enough contributors in the whole version, whatever a question
 * selects. A combination of a small group is not listed, because a row would disclose that it exists. Of open data
 * about areas everything that occurs is listed.
 */
export async function readListed(
  dimensions: readonly ResolvedDimension[],
  source: QuerySource,
  setting: ListingSetting,
): Promise<CellValues[]> {
  const { unit, accessClass } = source.contract;
  const isPublic = unit === 'area' && accessClass === 'open';
  const least = isPublic ? 1 : setting.parameters.minimumCount;
  const question = questionAbout(dimensions, source);
  const { sql, params } = composeRecordsOfPersons(question, duckdb);
  const rows = await setting.engine.run(sql, params, setting.deadline());
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
    ...open.flatMap(({ values }) => ((counted.get(cellValuesKey(values)) ?? 0) >= least ? [values] : [])),
  ];
}

/** Whether a version has enough records without a person for a row of their own. */
export async function listsUnnamed(
  source: QuerySource,
  { parameters, engine, deadline }: ListingSetting,
): Promise<boolean> {
  const binder = duckdb.createBinder();
  const version = duckdb.readVersion(source, binder);
  const sql = `SELECT count(*) AS records FROM ${version} WHERE pseudonym IS NULL`;
  const [row = {}] = await engine.run(sql, binder.values, deadline());
  return Number(row['records']) >= parameters.minimumCount;
}

function questionAbout(dimensions: readonly ResolvedDimension[], source: QuerySource): ResolvedQuery {
  return {
    source,
    measures: [{ count: 'records' }],
    dimensions: [...dimensions],
    filters: [],
    links: [],
    denominators: new Map(),
  };
}

/** The contributors of the combinations for which the number of records is not conclusive. */
async function readContributors(
  question: ResolvedQuery,
  open: readonly { readonly values: CellValues }[],
  { engine, deadline }: ListingSetting,
): Promise<Map<string, number>> {
  if (open.length === 0) return new Map();
  const filters = question.dimensions.map(
    (dimension, index): ResolvedFilter => ({
      dimension,
      in: [...new Set(open.map(({ values }) => values[index] ?? null))].sort(),
    }),
  );
  const measures: ResolvedQuery['measures'] = [{ count: 'persons' }];
  const { cells } = await aggregate({ ...question, measures, filters }, engine, deadline());
  return new Map(cells.map(({ values, contributors }) => [cellValuesKey(values), contributors]));
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
