import {
  attack as attackTables,
  explainReason,
  explainVerdict,
  type HeldTable,
  insidersOfCounts,
  magnitudeProblem,
  openSolver,
  type Protection,
  protectMagnitudes,
  type Reason,
  type Solver,
  type SuppressionPattern,
  suppress,
  type Tabulated,
} from '@datalab/table-suppression';
import { exitCodes, WrongUse } from '../exit-codes.ts';
import { readJson, writeJson } from '../inputs.ts';
import { countReasons, protectedText } from '../protect-report.ts';
import { type RowColumns, readTables } from '../protect-rows.ts';
import { readRules } from '../protect-rules.ts';
import { joinPublished, type PublishedCell, readPublished, systemToPublished } from '../published-tables.ts';
import { countText, numberText, textTable } from '../text-table.ts';
import type { Command } from './command.ts';

export interface ProtectOptions extends RowColumns {
  readonly file: string;
  readonly threshold?: number;
  readonly rules?: string;
  readonly judgedSafe: readonly string[];
  readonly zeros: boolean;
  readonly seconds: number;
  readonly out?: string;
}

export const protect: Command<ProtectOptions> = async (options, { terminal }) => {
  const judge = await readJudgement(options);
  const { tabulated, held } = await readTables(options.file, options);
  const { system } = tabulated;
  const progress = terminal.startProgress();
  progress.report('protecting');
  try {
    const { pattern, reasons } = judge(await openSolver(), tabulated, held ?? []);
    const suppressed = new Set([...pattern.primary, ...pattern.secondary]);
    const published = systemToPublished(system, suppressed);
    if (options.out !== undefined) await writeJson(options.out, published);
    progress.end();
    const { primary, secondary, proven, timedOut = false } = pattern;
    const counts = {
      cells: system.cells.length,
      small: primary.length,
      beside: secondary.length,
      proven,
      hurried: timedOut,
    };
    const told = countReasons([...reasons, ...secondary.map((): Reason[] => ['protects-another'])]);
    terminal.show({ counts, reasons: told, ...published }, protectedText(published, pattern, told));
    return suppressed.size > 0 ? exitCodes.partial : exitCodes.done;
  } finally {
    progress.end();
  }
};

interface Judgement {
  readonly pattern: SuppressionPattern;
  /** For each cell with primary suppression. */
  readonly reasons: readonly (readonly Reason[])[];
}

type Judge = (solver: Solver, tabulated: Tabulated, held: HeldTable['held']) => Judgement;

async function readJudgement(options: ProtectOptions): Promise<Judge> {
  const { threshold, rules, holder } = options;
  if (threshold !== undefined && rules === undefined && holder === undefined) {
    return (solver, tabulated) => judgeCounts(solver, tabulated, { ...options, threshold });
  }
  if (threshold === undefined && rules !== undefined && holder !== undefined) {
    const ruleSet = await readRules(rules);
    return (solver, tabulated, held) =>
      judgeSums(solver, { tabulated, held, rules: ruleSet }, options.judgedSafe, options.seconds);
  }
  throw new WrongUse(
    'protect.unclear',
    'It is not said whether these are counts or amounts.',
    'For counts give --threshold; for amounts give --holder and --rules.',
  );
}

function judgeCounts(
  solver: Solver,
  tabulated: Tabulated,
  { threshold, zeros, seconds }: { threshold: number; zeros: boolean; seconds: number },
): Judgement {
  const { system } = tabulated;
  const sensitive = new Map<number, Protection>(
    system.cells.flatMap(({ value }, cell) =>
      value >= (zeros ? 0 : 1) && value < threshold ? [[cell, { upper: threshold - value }] as const] : [],
    ),
  );
  const pattern = suppress(solver, { system, sensitive, insiders: insidersOfCounts(tabulated) }, { seconds });
  const reasons = pattern.primary.map((cell): Reason[] => [
    system.cells[cell]?.value === 0 ? 'nobody' : 'too-few',
  ]);
  return { pattern, reasons };
}

function judgeSums(
  solver: Solver,
  table: HeldTable,
  judgedSafe: readonly string[],
  seconds: number,
): Judgement {
  const { cells } = table.tabulated.system;
  const known = new Set(judgedSafe.map((id) => positionOf(cells, id)));
  const judged = { ...table, judgedSafe: known };
  const protection = protectMagnitudes(solver, judged, { seconds });
  if (protection.kind === 'review') throw judgeFirst(cells, protection.cells);
  const { pattern } = protection;
  const made = magnitudeProblem(judged);
  const verdicts = made.kind === 'ready' ? made.verdicts : [];
  const reasons = pattern.primary.map((cell) => explainVerdict(verdicts[cell] ?? { kind: 'safe' }));
  return { pattern, reasons };
}

function judgeFirst(cells: readonly Pick<PublishedCell, 'id'>[], open: readonly number[]): WrongUse {
  const names = open.slice(0, namesShown).map((cell) => `"${cells[cell]?.id}"`);
  const more = open.length > namesShown ? ` and ${numberText(open.length - namesShown)} more` : '';
  return new WrongUse(
    'protect.review',
    `${countText(open.length, 'cell')} to judge first: ${names.join(', ')}${more}. ${explainReason('negative-contribution', 'en')}`,
    'Look at these cells. Name those that may be shown with --judged-safe, or leave the rows out.',
  );
}

const namesShown = 5;

function positionOf(cells: readonly Pick<PublishedCell, 'id'>[], id: string): number {
  const position = cells.findIndex((cell) => cell.id === id);
  if (position >= 0) return position;
  throw new WrongUse('judged.unknown', `The tables have no cell "${id}".`, 'Write it as the tables name it.');
}

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
      ? 'No suppressed figure can be worked out.'
      : `${countText(recovered.length, 'figure')} can be worked out exactly, although suppressed or changed.`;
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
  return recovered.length > 0 ? exitCodes.partial : exitCodes.done;
};

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
