import {
  type DisclosureParameters,
  explainProtection,
  missing,
  type ProtectedValue,
  type ProtectionFacts,
} from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import { type Engine, EngineError, openEngine, type RunOptions } from '../engine/engine.ts';
import type { QuerySources } from '../lake/source.ts';
import { readVersionFacts, type VersionFacts } from '../lake/version-facts.ts';
import {
  aggregate,
  aggregateRecordsOfPersons,
  emptyCell,
  isCertain,
  type RawCell,
  type RecordsCertificate,
  type Tally,
} from './aggregate.ts';
import { completeCells } from './cell-domain.ts';
import { type CellValues, cellValuesKey, type Domains } from './cell-values.ts';
import { countsOnly } from './compose.ts';
import { countRegions } from './count-regions.ts';
import { memoise, type Reader } from './memoised-engine.ts';
import { parseQuery } from './parse.ts';
import { protectMeasure, type SuppressedUnits, unitOf } from './protect.ts';
import { measureKey, recordsPerPersonBands } from './query.ts';
import { type Denominator, readDenominators } from './rate-denominators.ts';
import {
  type AnsweredTable,
  type CountTables,
  cellId,
  isSuppressed,
  type ReviewTables,
  toTable,
  totalId,
} from './release.ts';
import { resolveQuery } from './resolve.ts';
import { type ResolvedDimension, type ResolvedQuery, usedSources } from './resolved-query.ts';
import { findSuppressedUnits, findTotalSuppressedUnits } from './suppress-cells.ts';
import { withPrecomputed } from './with-precomputed.ts';

/** One row: the dimensions as text (null = no value), then the measures, each protected. */
export type AnswerRow = Record<string, string | null | ProtectedValue>;

/** The protected answer to a question. Nothing unprotected is in it. */
export interface Answer {
  rows: AnswerRow[];
  /** The names of the dimension columns, in the order of the question. */
  dimensions: string[];
  /** The names of the measure columns, in the order of the question. */
  measures: string[];
  /** The same measures without dimensions, protected by themselves: the rows need not add up to them. */
  totals: AnswerRow;
  /** The landed versions the answer rests on. */
  versions: { dataset: string; version: string }[];
  /** The statements that were run, with placeholders for the values. */
  sql: string;
  protection: ProtectionFacts;
}

/** What an answer is made from. */
export interface AnswerRequest {
  /** A question, as JSON or already parsed. */
  query: unknown;
  /** The landed versions of one space. */
  sources: QuerySources;
  /** Default: an engine of its own, opened for this answer and closed after it. */
  engine?: Engine | undefined;
  protection: { parameters: DisclosureParameters };
  signal?: AbortSignal | undefined;
  /** For the whole answer. Default 60 seconds. */
  timeoutMs?: number | undefined;
  /** Values that exist in addition to those that occur, such as all neighbourhoods of the area division. */
  domains?: Domains | undefined;
  /** Compares the answer with earlier releases; the cells it names are suppressed. Default: no comparison. */
  review?: ReviewTables | undefined;
}

/**
 * Answers a question with protected figures. The same records give the same figures, however the question is
 * written. Rejects with a `QueryError` when the question cannot be answered as asked or its table would have too many
 * rows, before anything of it is computed, and with an `EngineError` when it is cancelled or takes too long.
 */
export async function answerQuery(request: AnswerRequest): Promise<Answer> {
  const resolved = await withPrecomputed(
    resolveQuery(parseQuery(request.query), request.sources, request.domains),
  );
  if (request.engine) return answerResolved(resolved, request, request.engine);
  const engine = await openEngine();
  try {
    return await answerResolved(resolved, request, engine);
  } finally {
    engine.close();
  }
}

async function answerResolved(
  resolved: ResolvedQuery,
  request: AnswerRequest,
  openedEngine: Reader,
): Promise<Answer> {
  const engine = memoise(openedEngine);
  const { domains = {} } = request;
  const { parameters } = request.protection;
  const deadline = createDeadline(request);
  const facts = await readVersionFacts(resolved.source);
  const run: Run = { engine, deadline, parameters, facts, statements: [] };

  const setting = { facts, parameters, engine, deadline };
  const shown = await completeCells(resolved, domains, setting);
  const read = await readCells(resolved, run);
  const { cells } = read;
  const whole: ResolvedQuery = { ...resolved, dimensions: [] };
  const readTotal = totalOf(read, resolved, run) ?? (await readCells(whole, run));
  const [total = emptyCell([])] = readTotal.cells;

  const found = new Map(cells.map((cell) => [cellValuesKey(cell.values), cell]));
  const denominators = await readDenominators(resolved, shown, {
    engine,
    deadline,
    parameters,
    note: (sql) => run.statements.push(sql),
  });
  const hidden = new Map([
    ...(await findSuppressedUnits(resolved, shown, cells, setting)),
    [totalId, await findTotalSuppressedUnits(whole, total, setting)],
  ]);
  const draw: Draw = (suppressedUnits, reviewed) => {
    const divide: Divide = (dataset, values) =>
      denominators.get(dataset)?.valueOf(values, reviewed.get(`of.${dataset}`)) ?? missing;
    return [
      toRow(total, whole, divide, parameters, suppressedUnits.get(totalId)),
      ...ordered.map((cell) =>
        toRow(cell, resolved, divide, parameters, suppressedUnits.get(cellId(cell.values))),
      ),
    ];
  };
  const ordered = shown
    .toSorted(byDimensions(resolved.dimensions))
    .map((values) => found.get(cellValuesKey(values)) ?? emptyCell(values));
  const count: CountTables = (table, regions) => {
    const question = denominators.get(table.slice('of.'.length))?.asked?.question;
    const isDivisor = table.startsWith('of.') && question !== undefined;
    const setting = { resolved: isDivisor ? question : resolved, engine, deadline };
    return countRegions(table === 'records' ? 'records' : 'persons', regions, setting);
  };
  const readBehind = async () =>
    new Map([
      ...(await readPersonsBehind(whole, readTotal, run)),
      ...(await readPersonsBehind(resolved, read, run)),
    ]);
  const drawing = { resolved, ordered, total, denominators, readBehind, request, count };
  const [totals = {}, ...rows] = await reviewed(draw, hidden, drawing);
  return {
    rows,
    dimensions: resolved.dimensions.map(({ key }) => key),
    measures: resolved.measures.map(measureKey),
    totals,
    versions: usedSources(resolved).map(({ dataset, version }) => ({ dataset, version })),
    sql: [...new Set(run.statements)].join(';\n\n'),
    protection: explainProtection(parameters),
  };
}

type Reviewed = Awaited<ReturnType<ReviewTables>>;
/** All rows of an answer, the total first. */
type Draw = (suppressedUnits: ReadonlyMap<string, SuppressedUnits>, reviewed: Reviewed) => AnswerRow[];
/** What a rate in a cell is divided by. */
type Divide = (dataset: string, values: CellValues) => ProtectedValue;

interface Drawing {
  resolved: ResolvedQuery;
  ordered: readonly RawCell[];
  total: RawCell;
  denominators: ReadonlyMap<string, Denominator>;
  /** The persons in each cell, by id. */
  readBehind: () => Promise<ReadonlyMap<string, Tally>>;
  request: AnswerRequest;
  count: CountTables;
}

/** Draws the answer, has it compared with earlier releases, and suppresses the cells that this requires. */
async function reviewed(
  draw: Draw,
  hidden: ReadonlyMap<string, SuppressedUnits>,
  drawing: Drawing,
): Promise<AnswerRow[]> {
  const { ordered, request, count } = drawing;
  const first = draw(hidden, new Map());
  if (!request.review) return first;
  const reviewed = await request.review(await tablesOf(first, drawing), count);
  if ([...reviewed.values()].every(({ size }) => size === 0)) return first;
  const ids = [totalId, ...ordered.map(({ values }) => cellId(values))];
  const isHidden = (unit: AnsweredTable['unit'], id: string) =>
    isSuppressed(reviewed, unit, id) || (hidden.get(id)?.[unit] ?? false);
  return draw(
    new Map(
      ids.map((id) => [
        id,
        { ...hidden.get(id), persons: isHidden('persons', id), records: isHidden('records', id) },
      ]),
    ),
    reviewed,
  );
}

/** What a review judges: the figures of persons, the persons behind those of records, these, and what rates divide by. */
async function tablesOf(
  first: readonly AnswerRow[],
  { resolved, ordered, total, denominators, readBehind, request }: Drawing,
): Promise<AnsweredTable[]> {
  const domains = request.domains ?? {};
  const cells = resolved.dimensions.length === 0 ? [total] : [total, ...ordered];
  const tableOf = (
    counted: AnsweredTable['unit'],
    unit: AnsweredTable['unit'],
    tallyOf: (cell: RawCell) => Tally,
  ): AnsweredTable[] => {
    const measures = resolved.measures.filter((measure) => unitOf(measure) === unit).map(measureKey);
    if (measures.length === 0) return [];
    const listed = cells.map((cell, index) => ({
      id: cellId(cell.values),
      values: cell.values,
      tally: tallyOf(cell),
      shown: measures.some((measure) => isShown(first[index]?.[measure])),
    }));
    return [toTable(resolved, counted, listed, domains)];
  };
  const hasBehind = namesPersons(resolved.source.contract) && !countsOnly('persons', resolved);
  const persons = hasBehind ? await readBehind() : undefined;
  const nobody = { count: 0, cellKey: 0 };
  const behind = persons
    ? tableOf('persons', 'records', ({ values }) => persons.get(cellId(values)) ?? nobody)
    : [];
  const divided = [...denominators].flatMap(([dataset, { asked, idOf }]) => {
    const rates = resolved.measures.filter((measure) => 'rate' in measure && measure.of === dataset);
    const keys = rates.map(measureKey);
    const used = cells.filter((_, index) => keys.some((key) => isShown(first[index]?.[key])));
    const ids = new Set(used.map(({ values }) => idOf(values)));
    return asked ? [asked.toTable(ids, domains)] : [];
  });
  return [
    ...tableOf('persons', 'persons', (cell) => cell.persons),
    ...behind.map((table) => ({ ...table, isBehindRecords: true })),
    ...tableOf('records', 'records', (cell) => cell.records),
    ...divided,
  ];
}

function isShown(value: AnswerRow[string] | undefined): boolean {
  return typeof value === 'object' && value?.status === 'published';
}

interface Run {
  engine: Reader;
  deadline: () => RunOptions;
  parameters: DisclosureParameters;
  facts: VersionFacts;
  statements: string[];
}

/** Each statement gets the time that the ones before it left. */
function createDeadline({ signal, timeoutMs = 60_000 }: AnswerRequest): () => RunOptions {
  const end = performance.now() + timeoutMs;
  return () => {
    const left = end - performance.now();
    if (left <= 0) {
      throw new EngineError(
        'engine.timeout',
        `The question was ended because it took longer than ${timeoutMs} ms.`,
      );
    }
    return { signal, timeoutMs: Math.ceil(left) };
  };
}

/** Cells as they were read. */
interface ReadCells {
  cells: RawCell[];
  /** False where persons were not told apart: then the cells hold bounds, and no persons. */
  knowsPersons: boolean;
}

async function readCells(resolved: ResolvedQuery, run: Run): Promise<ReadCells> {
  const certificate = certificateOf(run);
  const quick =
    certificate && (await aggregateRecordsOfPersons(resolved, certificate, run.engine, run.deadline()));
  const { cells, statement } = quick ?? (await aggregate(resolved, run.engine, run.deadline()));
  run.statements.push(statement.sql);
  return { cells, knowsPersons: quick === undefined };
}

/** The persons in each cell of a question, by id; counted once more where the cells that were read do not tell them. */
async function readPersonsBehind(
  resolved: ResolvedQuery,
  { cells, knowsPersons }: ReadCells,
  { engine, deadline }: Run,
): Promise<[string, Tally][]> {
  const question: ResolvedQuery = {
    ...resolved,
    measures: [{ count: 'persons' }],
    denominators: new Map(),
  };
  const counted = knowsPersons ? cells : (await aggregate(question, engine, deadline())).cells;
  return counted.map(({ values, persons }) => [cellId(values), persons]);
}

function certificateOf({ facts, parameters }: Run): RecordsCertificate | undefined {
  const { recordsPerPersonMax } = facts;
  const { minimumCount: contributorsMin, dominancePercent } = parameters;
  return recordsPerPersonMax === undefined
    ? undefined
    : { recordsPerPersonMax, contributorsMin, dominancePercent };
}

/** The total out of the cells, where these tell enough; else undefined. */
function totalOf(read: ReadCells, resolved: ResolvedQuery, run: Run): ReadCells | undefined {
  if (resolved.dimensions.length === 0) return read;
  if (!countsOnly('records', resolved)) return undefined;
  const { cells } = read;
  const count = cells.reduce((sum, { records }) => sum + records.count, 0);
  const cellKey = cells.reduce((sum, { records }) => (sum + records.cellKey) % 2 ** 32, 0);
  const total = { ...emptyCell([]), records: { count, cellKey } };
  const isNamed = namesPersons(resolved.source.contract);
  if (!isNamed) return { cells: [{ ...total, contributors: count }], knowsPersons: false };
  const certificate = certificateOf(run);
  if (certificate === undefined || !isCertain(count, certificate)) return undefined;
  return { cells: [{ ...total, contributors: certificate.contributorsMin }], knowsPersons: false };
}

function toRow(
  cell: RawCell,
  { dimensions, measures }: ResolvedQuery,
  divide: Divide,
  parameters: DisclosureParameters,
  suppressedUnits?: SuppressedUnits,
): AnswerRow {
  const row: AnswerRow = {};
  dimensions.forEach(({ key }, index) => {
    row[key] = cell.values[index] ?? null;
  });
  for (const measure of measures) {
    const divisor = 'rate' in measure ? divide(measure.of, cell.values) : missing;
    row[measureKey(measure)] = protectMeasure(measure, cell, divisor, parameters, suppressedUnits);
  }
  return row;
}

function byDimensions(dimensions: readonly ResolvedDimension[]) {
  return (left: CellValues, right: CellValues): number => {
    for (let index = 0; index < dimensions.length; index += 1) {
      const order = compareValues(left[index] ?? null, right[index] ?? null, dimensions[index]?.kind);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function compareValues(
  left: string | null,
  right: string | null,
  kind: ResolvedDimension['kind'] | undefined,
): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  if (kind === 'records-per-person') {
    const bands: readonly string[] = recordsPerPersonBands;
    return bands.indexOf(left) - bands.indexOf(right);
  }
  return left < right ? -1 : 1;
}
