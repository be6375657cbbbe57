import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AreaDivision } from '../areas/areas.ts';
import { loadAreaCodes } from '../areas/table.ts';
import type { Contract } from '../contract/contract.ts';
import { type Engine, EngineError, type EngineOptions, openEngine } from '../engine/engine.ts';
import { type BegunInspection, type Inspection, inspectFile } from './inspect.ts';
import { refuseUnlessFilled, takeIn } from './intake.ts';
import { findLines } from './lines.ts';
import { type Normalised, normaliseCsv } from './normalise.ts';
import { maskPersonNumbers } from './numbers-in-names.ts';
import { refusePersonNumbers } from './person-numbers.ts';
import { type CheckReport, type CsvDialect, type RowError, UnusableFileError } from './report.ts';
import {
  type CsvLayout,
  csvSource,
  foreignCsvSource,
  isQuotedBreak,
  parquetSource,
  readCsvLayout,
  type TextSource,
} from './source.ts';
import { countStageErrors, keepAccepted, readStageErrors, type Stage, writeStage } from './stage.ts';
import { normaliseWorkbook } from './workbook.ts';

/** What a check needs. */
export interface CheckOptions {
  file: string;
  /** The name to show, where the file lies under another. Default: the last part of `file`. */
  fileName?: string | undefined;
  contract: Contract;
  /** With a division, codes must exist in it; without, only their form is checked. */
  areas?: AreaDivision | undefined;
  /** Directory for temporary files, on a disk with room for about three times the file. Everything in it is removed again. */
  workDir: string;
  signal?: AbortSignal | undefined;
  onProgress?: ((step: 'inspecting' | 'checking' | 'reporting') => void) | undefined;
  engine?: EngineOptions | undefined;
}

/** Rows that passed: a Parquet file with columns c0, c1, ... in the order of the contract, typed, unchanged otherwise. */
export interface CheckedRows {
  report: CheckReport;
  parquet: string;
  /** Removes the temporary files. */
  dispose(): Promise<void>;
}

const errorsMax = 1000;

/**
 * Checks a CSV, Excel or Parquet file against its contract. Memory stays bounded whatever the size of the file.
 * Throws `UnusableFileError` when the file as a whole cannot be read; otherwise every row is accepted or rejected.
 */
export async function checkFile(options: CheckOptions): Promise<CheckReport> {
  const checked = await checkRows(options);
  await checked.dispose();
  return checked.report;
}

/** As `checkFile`, and keeps the accepted rows for landing until `dispose` is called. */
export async function checkRows(options: CheckOptions): Promise<CheckedRows> {
  const { contract, signal } = options;
  const name = maskPersonNumbers(options.fileName ?? basename(options.file));
  options.onProgress?.('inspecting');
  await refuseUnlessFilled(options.file, name);
  await mkdir(options.workDir, { recursive: true });
  const directory = await mkdtemp(join(options.workDir, 'check-'));
  const dispose = () => rm(directory, { recursive: true, force: true });
  const engine = await openEngine({
    memoryLimit: '512MB',
    tempDirectory: join(directory, 'spill'),
    ...options.engine,
  });
  try {
    const file = await takeIn(options.file, name, directory, signal);
    const inspection = await inspectFile(file, name, contract.source.encoding, signal);
    const areaLevels = await loadAreaCodes(engine, options.areas);
    const stagePath = join(directory, 'stage.parquet');
    const work: Work = {
      engine,
      file,
      name,
      contract,
      inspection,
      directory,
      signal,
      stage: (source) =>
        writeStage(engine, source, contract, { source: contract.source, areaLevels }, stagePath, signal),
    };
    options.onProgress?.('checking');
    const staged = await stageFile(work);
    await refusePersonNumbers(engine, contract, staged.stage.parquet, name, signal);
    options.onProgress?.('reporting');
    const report = await writeReport(work, staged);
    const parquet = await keepAccepted(engine, contract, staged.stage, directory);
    await rm(file);
    return { report, parquet, dispose };
  } catch (error) {
    await dispose();
    throw error;
  } finally {
    engine.close();
  }
}

interface Work {
  engine: Engine;
  file: string;
  name: string;
  contract: Contract;
  inspection: BegunInspection;
  directory: string;
  signal: AbortSignal | undefined;
  stage: (source: TextSource) => Promise<Stage>;
}

interface Staged {
  stage: Stage;
  /** Rows that never reached the stage. */
  faults: Pick<Normalised, 'faults' | 'faultCounts'>;
  /** Finds the lines of the source of the rows with errors. */
  linesOf: (rows: readonly number[]) => Map<number, number>;
  dialect: CsvDialect;
}

const noFaults = () => ({ faults: [], faultCounts: [] });

async function stageFile(work: Work): Promise<Staged> {
  if (work.inspection.format === 'parquet') return stageParquet(work);
  if (work.inspection.format === 'xlsx') return stageWorkbook(work);
  if (work.inspection.likelyEncoding === 'utf-8') {
    const layout = await readCsvLayout(work.file, 'utf-8', work.contract, work.name).catch(async (error) => {
      await work.inspection.whole;
      throw error;
    });
    const staged = layout.names.length > 1 ? await stageCsvDirectly(work, layout) : undefined;
    const { encoding, byteOrderMark } = await work.inspection.whole;
    if (staged && encoding === 'utf-8') return { ...staged, dialect: { ...staged.dialect, byteOrderMark } };
  }
  return stageCsvRewritten(work, await work.inspection.whole);
}

async function stageParquet(work: Work): Promise<Staged> {
  const source = await parquetSource(work.engine, work.file, work.contract, work.name);
  const linesOf = (rows: readonly number[]) => new Map(rows.map((row) => [row, row + 1]));
  return { stage: await work.stage(source), faults: noFaults(), linesOf, dialect: { format: 'parquet' } };
}

async function stageWorkbook(work: Work): Promise<Staged> {
  const target = join(work.directory, 'rows.csv');
  const normalised = await normaliseWorkbook(work.file, target, work.contract, work.name, work.signal);
  return stageNormalised(work, target, normalised, {
    format: 'xlsx',
    sheet: maskPersonNumbers(normalised.sheet),
  });
}

/** The fast way, for files in which every record has the right number of fields; undefined when there is another. */
async function stageCsvDirectly(work: Work, layout: CsvLayout): Promise<Staged | undefined> {
  let stage: Stage;
  try {
    stage = await work.stage(foreignCsvSource(work.file, layout, true)).catch((error: unknown) => {
      if (!isQuotedBreak(error)) throw error;
      return work.stage(foreignCsvSource(work.file, layout, false));
    });
  } catch (error) {
    // DuckDB's own message repeats the line, which may hold personal values, so it goes no further.
    if (error instanceof EngineError || work.signal?.aborted) throw error;
    return undefined;
  }
  const format = { encoding: 'utf-8', delimiter: layout.delimiter, signal: work.signal };
  const rejected = stage.accepted < stage.rows;
  const errors = rejected ? await readStageErrors(work.engine, work.contract, stage, errorsMax) : [];
  const rows = errors.map((error) => error.row);
  const lines = rejected ? await findLines(work.file, format, rows, stage.rows) : new Map<number, number>();
  if (!lines) return undefined;
  const linesOf = () => lines;
  return {
    stage,
    faults: noFaults(),
    linesOf,
    dialect: { format: 'csv', delimiter: layout.delimiter, encoding: 'utf-8' },
  };
}

async function stageCsvRewritten(work: Work, inspection: Inspection): Promise<Staged> {
  const { encoding, byteOrderMark } = inspection;
  const layout = await readCsvLayout(work.file, encoding, work.contract, work.name);
  const target = join(work.directory, 'rows.csv');
  const normalised = await normaliseCsv(work.file, target, { ...layout, encoding }, work.signal);
  return stageNormalised(work, target, normalised, {
    format: 'csv',
    delimiter: layout.delimiter,
    encoding,
    byteOrderMark,
  });
}

async function stageNormalised(
  work: Work,
  file: string,
  rows: Normalised,
  dialect: CsvDialect,
): Promise<Staged> {
  const names = work.contract.columns.map((_, index) => `f${index}`);
  const layout = { delimiter: ',', names, positions: names.map((_, index) => index) };
  const stage = await work.stage(csvSource(file, layout));
  await rm(file);
  const linesOf = (wanted: readonly number[]) => new Map(wanted.map((row) => [row, rows.lines[row] ?? 0]));
  return { stage, faults: rows, linesOf, dialect };
}

async function writeReport(work: Work, staged: Staged): Promise<CheckReport> {
  const { contract } = work;
  const inspection = await work.inspection.whole;
  const { stage, faults } = staged;
  const setApart = faults.faultCounts.reduce((sum, { rows }) => sum + rows, 0);
  const read = stage.rows + setApart;
  if (read === 0) {
    throw new UnusableFileError('file.no-rows', `The file ${work.name} holds no rows under its header.`, {
      hint: 'Export the data again and check that the export was finished.',
      params: { file: work.name },
    });
  }
  const hasErrors = stage.accepted < stage.rows;
  const rowErrors = hasErrors ? await readStageErrors(work.engine, contract, stage, errorsMax) : [];
  const counts = hasErrors ? await countStageErrors(work.engine, contract, stage) : [];
  return {
    rows: { read, accepted: stage.accepted, rejected: read - stage.accepted },
    columns: contract.columns.map(({ name, label, logicalType, role, personal }, index) => {
      return { name, label, logicalType, role, personal, missing: stage.missing[index] ?? 0 };
    }),
    errors: [...withLines(rowErrors, staged), ...faults.faults]
      .sort((a, b) => a.row - b.row)
      .slice(0, errorsMax),
    counts: [...counts, ...faults.faultCounts],
    dialect: staged.dialect,
    contract: { id: contract.id, version: contract.version },
    file: { name: work.name, bytes: inspection.bytes, sha256: inspection.sha256 },
  };
}

function withLines(errors: RowError[], staged: Staged): RowError[] {
  const lines = staged.linesOf(errors.map((error) => error.row));
  return errors.map((error) => ({ ...error, row: lines.get(error.row) ?? 0 }));
}
