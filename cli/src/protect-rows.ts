import { stat } from 'node:fs/promises';
import {
  type Contribution,
  flatHierarchy,
  groupedHierarchy,
  type Leaf,
  type TableDefinition,
  type Tabulated,
  tabulate,
} from '@datalab/table-suppression';
import { literalPath, openEngine, quoteLiteral, type Row } from '@datalab/warehouse';
import { WrongUse } from './exit-codes.ts';

/** A variable of a table; with `group` its codes add up to those of that column first. */
interface Axis {
  readonly variable: string;
  readonly group: string | undefined;
}

export interface RowColumns {
  readonly figure: string;
  readonly table: readonly string[];
  readonly holder?: string;
  readonly weight?: string;
  readonly waived?: string;
}

/** The tables, and the contributor to each row when a column names one. */
export interface ReadTables {
  readonly tabulated: Tabulated;
  readonly held: readonly (readonly Contribution[])[] | undefined;
}

export async function readTables(path: string, columns: RowColumns): Promise<ReadTables> {
  const tables = columns.table.map(readAxes);
  const { figure, holder, weight, waived } = columns;
  const others = [figure, holder, weight, waived].filter((column) => column !== undefined);
  const rows = await readRows(path, [...new Set([...others, ...tables.flat().flatMap(columnsOf)])]);
  const axes = tables.flat();
  for (const axis of axes) refuseUnclearCodes(rows, axis);
  const variables = [...new Set(axes.map(({ variable }) => variable))];
  const leaves = rows.map((row, at): Leaf => {
    const codes = Object.fromEntries(variables.map((variable) => [variable, codeOf(row, variable)]));
    return { codes, value: holder === undefined ? countIn(row, at, figure) : amountOf(row, at, columns) };
  });
  refuseTotals(leaves, variables);
  const tabulated = tabulate(
    leaves,
    tables.map((table) => define(table, rows)),
  );
  const held =
    holder === undefined
      ? undefined
      : rows.map((row, at) => [contributionIn(row, at, { ...columns, holder })]);
  return { tabulated, held };
}

function readAxes(spec: string): Axis[] {
  return spec.split(',').map((part): Axis => {
    const [variable = '', group, ...rest] = part.split('<').map((name) => name.trim());
    if (variable === '' || group === '' || rest.length > 0) {
      throw new WrongUse(
        'table.invalid',
        `"${spec}" is not a table.`,
        'Name its columns with commas between; write region<province when regions add up to provinces.',
      );
    }
    return { variable, group };
  });
}

function columnsOf({ variable, group }: Axis): string[] {
  return group === undefined ? [variable] : [variable, group];
}

async function readRows(path: string, columns: readonly string[]): Promise<Row[]> {
  const { size } = await stat(path);
  if (size === 0) throw emptyFile(path);
  const rows = await readCsv(path);
  const [first] = rows;
  if (first === undefined) throw emptyFile(path);
  const missing = columns.find((column) => !(column in first));
  if (missing === undefined) return rows;
  const there = Object.keys(first);
  const undivided = there.length === 1 && /[,;\t]/.test(there[0] ?? '');
  throw new WrongUse(
    'table.no-column',
    `${path} has no column ${missing}.`,
    undivided
      ? 'Its columns cannot be told apart: give every row as many as the header.'
      : `It has: ${there.join(', ')}.`,
  );
}

async function readCsv(path: string): Promise<Row[]> {
  const engine = await openEngine();
  try {
    return await engine.run(
      `SELECT * FROM read_csv(${quoteLiteral(literalPath(path))}, header = true, all_varchar = true,
        hive_partitioning = false)`,
    );
  } catch {
    throw new WrongUse(
      'table.unreadable',
      `${path} cannot be read as CSV.`,
      'Give a text file in UTF-8 with a header, and as many columns in every row.',
    );
  } finally {
    engine.close();
  }
}

function emptyFile(path: string): WrongUse {
  return new WrongUse('table.empty', `${path} has no rows.`, 'Give a CSV file with a header and rows.');
}

function textIn(row: Row, column: string): string {
  return String(row[column] ?? '').trim();
}

function codeOf(row: Row, variable: string): string {
  return textIn(row, variable);
}

/** The header is line 1. */
function lineOf(at: number): number {
  return at + 2;
}

function countIn(row: Row, at: number, figure: string): number {
  const text = textIn(row, figure);
  if (/^\d+$/.test(text)) return Number(text);
  throw new WrongUse(
    'table.no-number',
    `Row ${lineOf(at)} has no whole number from 0 in column ${figure}.`,
    'Write a count in digits only, without dots or commas; leave out rows that are not known. For amounts, name the column that tells whose they are with --holder.',
  );
}

function numberIn(row: Row, at: number, column: string): number {
  const text = textIn(row, column);
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new WrongUse(
    'table.no-number',
    `Row ${lineOf(at)} has no number in column ${column}.`,
    'Write numbers in digits, with a dot before decimals and nothing between thousands; leave out rows that are not known.',
  );
}

function weightIn(row: Row, at: number, weight: string | undefined): number {
  const value = weight === undefined ? 1 : numberIn(row, at, weight);
  if (value > 0) return value;
  throw new WrongUse('table.no-weight', `Row ${lineOf(at)} has no weight above 0 in column ${weight}.`);
}

function amountOf(row: Row, at: number, { figure, weight }: RowColumns): number {
  return numberIn(row, at, figure) * weightIn(row, at, weight);
}

function contributionIn(
  row: Row,
  at: number,
  { figure, holder, weight, waived }: RowColumns & { readonly holder: string },
): Contribution {
  const name = textIn(row, holder);
  if (name === '') {
    throw new WrongUse(
      'table.no-holder',
      `Row ${lineOf(at)} has nothing in column ${holder}.`,
      'Say in every row whose contribution it is.',
    );
  }
  const hasWaived = waived !== undefined && /^(yes|ja|true|1)$/i.test(textIn(row, waived));
  return {
    holder: name,
    value: numberIn(row, at, figure),
    weight: weightIn(row, at, weight),
    ...(hasWaived ? { waived: true } : {}),
  };
}

function refuseUnclearCodes(rows: readonly Row[], { variable, group }: Axis): void {
  const groupOf = new Map<string, string>();
  for (const [at, row] of rows.entries()) {
    const empty = columnsOf({ variable, group }).find((column) => textIn(row, column) === '');
    if (empty !== undefined) {
      throw new WrongUse(
        'table.no-code',
        `Row ${lineOf(at)} has nothing in column ${empty}.`,
        'Write a code in every row, for instance unknown.',
      );
    }
    if (group === undefined) continue;
    const code = codeOf(row, variable);
    const above = groupOf.get(code) ?? textIn(row, group);
    groupOf.set(code, above);
    if (above !== textIn(row, group)) {
      throw new WrongUse(
        'table.two-groups',
        `${variable} ${code} stands under two values of ${group}: ${above} and ${textIn(row, group)}.`,
        'Each code adds up to one group. Correct the rows, or leave the group out of --table.',
      );
    }
  }
}

const namedAsTotal = /^(total|totaal|totals|totalen)$/i;

/** Totals among the rows would be added up once more, and the tables would say twice as much as is true. */
function refuseTotals(leaves: readonly Leaf[], variables: readonly string[]): void {
  for (const variable of variables) {
    const total =
      leaves.map(({ codes }) => codes[variable] ?? '').find((code) => namedAsTotal.test(code)) ??
      codeOfTotals(leaves, variable);
    if (total === undefined) continue;
    throw new WrongUse(
      'table.totals',
      `The rows with ${variable} ${total} look like totals of the other rows.`,
      'Leave out rows with totals: they are added up here. If it is no total, give it another name.',
    );
  }
}

const alikeMin = 3;

/** The code whose figures are, for at least three combinations of the other variables, the sum of all other codes. */
function codeOfTotals(leaves: readonly Leaf[], variable: string): string | undefined {
  const byRest = new Map<string, Map<string, number>>();
  for (const { codes, value } of leaves) {
    const rest = JSON.stringify(Object.entries(codes).filter(([name]) => name !== variable));
    const figures = byRest.get(rest) ?? new Map<string, number>();
    const code = codes[variable] ?? '';
    byRest.set(rest, figures.set(code, (figures.get(code) ?? 0) + value));
  }
  const slices = [...byRest.values()].filter((figures) => figures.size > 2);
  if (slices.length < alikeMin) return undefined;
  const isHalf = (figures: ReadonlyMap<string, number>, code: string): boolean => {
    const whole = [...figures.values()].reduce((sum, value) => sum + value, 0);
    return whole > 0 && Math.abs(2 * (figures.get(code) ?? 0) - whole) <= 1e-9 * whole;
  };
  return [...(slices[0]?.keys() ?? [])].find((code) => slices.every((figures) => isHalf(figures, code)));
}

function define(axes: readonly Axis[], rows: readonly Row[]): TableDefinition {
  return Object.fromEntries(
    axes.map(({ variable, group }) => [
      variable,
      group === undefined
        ? flatHierarchy(rows.map((row) => codeOf(row, variable)))
        : groupedHierarchy(
            rows.map((row) => [codeOf(row, variable), `${group} ${textIn(row, group)}`] as const),
          ),
    ]),
  );
}
