import { type DisclosureParameters, missing, type ProtectedValue, zero } from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import type { RunOptions } from '../engine/engine.ts';
import type { QuerySource } from '../lake/source.ts';
import { readVersionFacts } from '../lake/version-facts.ts';
import {
  aggregate,
  aggregateDenominator,
  emptyCell,
  type RawCell,
  type RawDenominator,
} from './aggregate.ts';
import { type CellValues, cellValuesKey, type Domains } from './cell-values.ts';
import { denominatorQuestion } from './denominator.ts';
import type { Reader } from './memoised-engine.ts';
import { nothingSuppressed, protectMeasure, type SuppressedUnits } from './protect.ts';
import { type AnsweredTable, cellId, toTable, totalId } from './release.ts';
import { isArea, type ResolvedQuery } from './resolved-query.ts';
import { findSuppressedUnits, findTotalSuppressedUnits } from './suppress-cells.ts';

/** What the rates of a question are divided by in one data set: a figure by the areas of each cell, and one in all. */
export interface Denominator {
  /** Names the figure for a cell; several cells share one. */
  idOf(values: CellValues): string;
  /** Protected as the same figure is when it is asked directly; suppressed when it is one of these ids. */
  valueOf(values: CellValues, reviewed?: ReadonlySet<string>): ProtectedValue;
  /** What a review compares and counts; none for public figures. */
  readonly asked?: AskedDenominator;
}

/** A denominator as the question that it is: how many persons of a data set are in some areas. */
export interface AskedDenominator {
  readonly question: ResolvedQuery;
  /** Its figures as a table of its data set. @param used the ids of the figures that a rate shows */
  toTable(used: ReadonlySet<string>, domains: Domains): AnsweredTable;
}

/** What denominators are read with. */
export interface DenominatorSetting {
  engine: Reader;
  deadline: () => RunOptions;
  parameters: DisclosureParameters;
  /** Is told each statement that is run. */
  note: (sql: string) => void;
}

/**
 * The denominators of the rates of a question, by data set. A number of persons shows through a rate, so it meets all
 * that a count of persons meets.
 * @param shown all combinations of the answer
 */
export async function readDenominators(
  resolved: ResolvedQuery,
  shown: readonly CellValues[],
  setting: DenominatorSetting,
): Promise<Map<string, Denominator>> {
  const read = new Map<string, Denominator>();
  for (const [dataset, of] of resolved.denominators) {
    const denominator = namesPersons(of.contract)
      ? await readPersons(of, resolved, shown, setting)
      : await readPublic(of, resolved, setting);
    read.set(dataset, denominator);
  }
  return read;
}

async function readPersons(
  of: QuerySource,
  resolved: ResolvedQuery,
  shown: readonly CellValues[],
  { engine, deadline, parameters, note }: DenominatorSetting,
): Promise<Denominator> {
  const question = denominatorQuestion(of, resolved);
  const whole: ResolvedQuery = { ...question, dimensions: [] };
  const hasAreas = question.dimensions.length > 0;
  const read = async (asked: ResolvedQuery): Promise<RawCell[]> => {
    const { cells, statement } = await aggregate(asked, engine, deadline());
    note(statement.sql);
    return cells;
  };
  const byArea = hasAreas ? await read(question) : [];
  const [total = emptyCell([])] = await read(whole);
  const setting = { facts: await readVersionFacts(of), parameters, engine, deadline };
  const areas = shown.map((values) => areasOf(resolved, values));
  const asked = [...new Map(areas.map((values) => [cellValuesKey(values), values])).values()];
  const isAsked = new Set(asked.map(cellValuesKey));
  const listed = byArea.filter(({ values }) => isAsked.has(cellValuesKey(values)));
  const hidden = new Map<string, SuppressedUnits>([
    ...(hasAreas ? await findSuppressedUnits(question, asked, listed, setting) : []),
    [totalId, await findTotalSuppressedUnits(whole, total, setting)],
  ]);
  const cells = new Map([total, ...listed].map((cell) => [cellId(cell.values), cell]));
  const protect = (id: string, reviewed?: ReadonlySet<string>): ProtectedValue => {
    const suppressedUnits = hidden.get(id) ?? nothingSuppressed;
    const persons = suppressedUnits.persons || (reviewed?.has(id) ?? false);
    const cell = cells.get(id) ?? emptyCell([]);
    return protectMeasure({ count: 'persons' }, cell, missing, parameters, { ...suppressedUnits, persons });
  };
  const idOf = (values: CellValues) => cellId(areasOf(resolved, values));
  return {
    idOf,
    valueOf: (values, reviewed) => protect(idOf(values), reviewed),
    asked: {
      question,
      toTable: (used, domains) => {
        const sorted = [...cells].sort(([one], [other]) => (one < other ? -1 : 1));
        const counted = sorted.map(([id, { values, persons }]) => ({
          id,
          values,
          tally: persons,
          shown: used.has(id) && protect(id).status === 'published',
        }));
        return { ...toTable(question, 'persons', counted, domains), isDenominator: true };
      },
    },
  };
}

/** Figures of open data about areas are public and go in as they are. */
async function readPublic(
  of: QuerySource,
  resolved: ResolvedQuery,
  { engine, deadline, note }: DenominatorSetting,
): Promise<Denominator> {
  const read = async (asked: ResolvedQuery): Promise<RawDenominator[]> => {
    const { denominators, statement } = await aggregateDenominator(of, asked, engine, deadline());
    note(statement.sql);
    return denominators;
  };
  const byArea = resolved.dimensions.some(isArea) ? await read(resolved) : [];
  const total = await read({ ...resolved, dimensions: [] });
  const sizes = new Map([...total, ...byArea].map(({ areas, size }) => [cellId(areas), size]));
  const idOf = (values: CellValues) => cellId(areasOf(resolved, values));
  return {
    idOf,
    valueOf: (values) => {
      const size = sizes.get(idOf(values));
      if (size === undefined || size < 0) return missing;
      return size === 0 ? zero : { status: 'published', value: size, margin: 0 };
    },
  };
}

/** The areas of a cell; none of the total. */
function areasOf({ dimensions }: ResolvedQuery, values: CellValues): CellValues {
  return dimensions.flatMap((dimension, index) =>
    isArea(dimension) && values.length > 0 ? [values[index] ?? null] : [],
  );
}
