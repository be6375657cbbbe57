import { stat } from 'node:fs/promises';
import {
  attack as attackTables,
  flatHierarchy,
  groupedHierarchy,
  openSolver,
  type Protection,
  suppress,
  type TableDefinition,
  tabulate,
} from '@datalab/disclosure';
import { openEngine, quoteLiteral, type Row } from '@datalab/warehouse';
import { readJson, writeJson } from '../inputs.ts';
import { exitCodes, WrongUse } from '../outcome.ts';
import {
  joinPublished,
  type PublishedCell,
  type PublishedTables,
  readPublished,
  systemToPublished,
} from '../published-tables.ts';
import { countText, numberText, textTable } from '../text-table.ts';
import type { Command } from './command.ts';

export interface ProtectOptions {
  readonly file: string;
  readonly figure: string;
  readonly table: readonly string[];
  readonly threshold: number;
  readonly zeros: boolean;
  readonly seconds: number;
  readonly out?: string;
}

/** A variable of a table; with `group` its codes add up to those of that column first. */
interface Axis {
  readonly variable: string;
  readonly group: string | undefined;
}

export const protect: Command<ProtectOptions> = async (options, { terminal }) => {
  const axes = options.table.map(readAxes);
  const rows = await readRows(options.file, [options.figure, ...axes.flat().flatMap(columnsOf)]);
  const { system } = tabulate(
    rowsToLeaves(rows, axes, options.figure),
    axes.map((table) => define(table, rows)),
  );
  const least = options.zeros ? 0 : 1;
  const sensitive = new Map<number, Protection>(
    system.cells.flatMap(({ value }, cell) =>
      value >= least && value < options.threshold
        ? [[cell, { upper: options.threshold - value }] as const]
        : [],
    ),
  );
  const progress = terminal.startProgress();
  progress.report('protecting');
  try {
    const solver = await openSolver();
    const pattern = suppress(solver, { system, sensitive }, { seconds: options.seconds });
    const withheld = new Set([...pattern.primary, ...pattern.secondary]);
    const published = systemToPublished(system, withheld);
    if (options.out !== undefined) await writeJson(options.out, published);
    progress.end();
    const { primary, secondary, proven } = pattern;
    const counts = { cells: system.cells.length, small: primary.length, beside: secondary.length, proven };
    terminal.show({ counts, ...published }, protectedText(counts, published));
    return withheld.size > 0 ? exitCodes.withheld : exitCodes.done;
  } finally {
    progress.end();
  }
};

export interface AttackOptions {
  readonly files: readonly string[];
  readonly known: readonly string[];
  readonly within: number;
  readonly whole: boolean;
}

export const attack: Command<AttackOptions> = async ({ files, known, within, whole }, { terminal }) => {
  const tables = await Promise.all(
    files.map(async (path) => readPublished(path, await readJson(path, 'published table'))),
  );
  const { system, hidden } = joinPublished(tables);
  const solver = await openSolver();
  const knowledge = readKnowledge(known, system.cells);
  const published =
    within === 0
      ? undefined
      : new Map(system.cells.map(({ value }, cell) => [cell, { value, within }] as const));
  const asked = within === 0 ? hidden : system.cells.keys();
  const options = { knowledge, whole, ...(published === undefined ? {} : { published }) };
  const bounds = attackTables(solver, system, hidden, options, asked).map(({ cell, lower, upper }) => ({
    id: system.cells[cell]?.id ?? '',
    lower,
    upper: Number.isFinite(upper) ? upper : null,
    recovered: upper - lower < 0.5 && !knowledge.has(cell),
  }));
  const recovered = bounds.filter((bound) => bound.recovered);
  const verdict =
    recovered.length === 0
      ? 'No figure that was left out can be worked out.'
      : `${countText(recovered.length, 'figure')} can be worked out exactly, although left out or changed.`;
  const text = textTable(
    [
      { title: 'cell', align: 'left' },
      { title: 'at least', align: 'right' },
      { title: 'at most', align: 'right' },
    ],
    bounds.map(({ id, lower, upper }) => [
      id,
      numberText(lower),
      upper === null ? 'no bound' : numberText(upper),
    ]),
  );
  terminal.show(
    { bounds, recovered: recovered.length },
    bounds.length === 0 ? verdict : `${text}\n\n${verdict}`,
  );
  return recovered.length > 0 ? exitCodes.withheld : exitCodes.done;
};

function protectedText(
  { cells, small, beside, proven }: { cells: number; small: number; beside: number; proven: string },
  { cells: shown }: PublishedTables,
): string {
  const lines = [
    textTable(
      [
        { title: 'cell', align: 'left' },
        { title: 'figure', align: 'right' },
      ],
      shown.slice(0, rowsShown).map(({ id, value }) => [id, value === null ? 'left out' : numberText(value)]),
    ),
  ];
  if (shown.length > rowsShown) lines.push(`and ${countText(shown.length - rowsShown, 'more cell')}`);
  lines.push(
    `Of ${countText(cells, 'cell')} ${numberText(small)} are too small to show; ${numberText(beside)} more are left out so that nobody can work those out.`,
    proven === 'optimal'
      ? 'Proven safe, and no safe choice leaves out less.'
      : 'Proven safe; there was no time to prove that nothing less would do.',
  );
  return lines.join('\n');
}

const rowsShown = 40;

function readAxes(spec: string): Axis[] {
  const axes = spec.split(',').map((part): Axis => {
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
  return axes;
}

function columnsOf({ variable, group }: Axis): string[] {
  return group === undefined ? [variable] : [variable, group];
}

async function readRows(path: string, columns: readonly string[]): Promise<Row[]> {
  await stat(path);
  const engine = await openEngine();
  try {
    const rows = await engine.run(
      `SELECT * FROM read_csv(${quoteLiteral(path)}, header = true, all_varchar = true)`,
    );
    const [first] = rows;
    if (first === undefined) throw new WrongUse('table.empty', `${path} has no rows.`);
    const missing = columns.find((column) => !(column in first));
    if (missing === undefined) return rows;
    const there = Object.keys(first).join(', ');
    throw new WrongUse('table.no-column', `${path} has no column ${missing}.`, `It has: ${there}.`);
  } finally {
    engine.close();
  }
}

function rowsToLeaves(rows: readonly Row[], tables: readonly Axis[][], figure: string) {
  const variables = [...new Set(tables.flat().map(({ variable }) => variable))];
  return rows.map((row, position) => {
    const value = Number(row[figure]);
    if (row[figure] === null || !(Number.isFinite(value) && value >= 0)) {
      throw new WrongUse(
        'table.no-number',
        `Row ${position + 2} has no number from 0 in column ${figure}.`,
        'Give a figure in every row; leave out rows that are not known.',
      );
    }
    return {
      codes: Object.fromEntries(variables.map((variable) => [variable, String(row[variable] ?? '')])),
      value,
    };
  });
}

function define(axes: readonly Axis[], rows: readonly Row[]): TableDefinition {
  return Object.fromEntries(
    axes.map(({ variable, group }) => [
      variable,
      group === undefined
        ? flatHierarchy(rows.map((row) => String(row[variable] ?? '')))
        : groupedHierarchy(
            rows.map((row) => [String(row[variable] ?? ''), `${group} ${String(row[group] ?? '')}`] as const),
          ),
    ]),
  );
}

function readKnowledge(known: readonly string[], cells: readonly Pick<PublishedCell, 'id'>[]) {
  return new Map(
    known.map((text) => {
      const cut = text.lastIndexOf(':');
      const cell = cells.findIndex(({ id }) => id === text.slice(0, cut));
      const value = Number(text.slice(cut + 1));
      if (cut > 0 && cell >= 0 && Number.isFinite(value))
        return [cell, { lower: value, upper: value }] as const;
      throw new WrongUse(
        'known.invalid',
        `"${text}" says nothing about a cell of these tables.`,
        'Write the cell as the tables name it, a colon and the figure.',
      );
    }),
  );
}
