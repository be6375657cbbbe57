import { createParameters, type DisclosureParameters, defaultParameters } from '@datalab/query-control';
import { type AttackOptions, attack, ContradictionError, type Solver } from '@datalab/table-suppression';
import { type Attack, type AttackContext, type Outcome, worstOf } from './attack.ts';
import { type AskedQuery, shown, unprotected } from './demo-client.ts';
import { type AnsweredTable, type Linked, linkTables } from './linked.ts';
import { insiders, linkedTables, subtraction } from './tables.ts';

const { minimumCount, counts } = defaultParameters;
const solvedMost = 80;

/** Tables of one count of one data set, from the total to the finest, that add up. */
interface Question {
  readonly from: string;
  readonly tables: readonly (readonly string[])[];
}

function withMargins(from: string, one: string, other: string): Question {
  return { from, tables: [[], [one], [other], [one, other]] };
}

interface Gathered {
  readonly linked: Linked;
  readonly refused: number;
}

async function gather(demo: AttackContext['demo'], { from, tables }: Question): Promise<Gathered> {
  const queries = tables.map((by): AskedQuery => ({ from, measures: [{ count: 'records' }], by: [...by] }));
  const heard: AnsweredTable[] = [];
  for (const [index, asked] of (await demo.askAll(queries)).entries()) {
    const query = queries[index];
    if (query && !asked.refused) heard.push({ by: query.by ?? [], asked, open: await demo.askOpenly(query) });
  }
  return { linked: linkTables(heard), refused: tables.length - heard.length };
}

/** The same tables without protection, or with another. */
async function gatherOpenly(
  demo: AttackContext['demo'],
  { from, tables }: Question,
  parameters: DisclosureParameters = unprotected,
): Promise<Linked> {
  const heard: AnsweredTable[] = [];
  for (const by of tables) {
    const query: AskedQuery = { from, measures: [{ count: 'records' }], by: [...by] };
    const open = await demo.askOpenly(query);
    heard.push({ by: [...by], asked: await demo.askOpenly(query, parameters), open });
  }
  return linkTables(heard);
}

interface Belief extends AttackOptions {
  readonly hidden: ReadonlySet<number>;
}

/**
 * What an attacker who knows D can conclude: a shown figure is off by at most D, and stands for the minimum or more; a
 * suppressed one can be anything or, as a guess that may be wrong, from 1 up to the minimum.
 */
function beliefs({ figures }: Linked, within: number, least: number): Belief[] {
  const hidden = new Set<number>();
  const published = new Map<number, { value: number; within: number }>();
  const known = new Map<number, { lower: number; upper: number }>();
  for (const [cell, figure] of figures.entries()) {
    const value = shown(figure);
    if (value === undefined) hidden.add(cell);
    else published.set(cell, { value, within: value === 0 ? 0 : within });
    if (value !== undefined && value !== 0)
      known.set(cell, { lower: least, upper: Number.POSITIVE_INFINITY });
  }
  const most = Math.max(least - 1, within);
  const guessed = [...hidden].map((cell) => [cell, { lower: 1, upper: most }] as const);
  const careful = { hidden, published, knowledge: known };
  return [careful, { ...careful, knowledge: new Map([...known, ...guessed]) }];
}

/** True figures, with only the small ones suppressed. */
function onlySmallSuppressed({ system }: Linked): Belief {
  return { hidden: new Set(smallCells(system)) };
}

function smallCells({ cells }: Linked['system']): number[] {
  return [...cells.keys()].filter((cell) => {
    const { value = 0 } = cells[cell] ?? {};
    return value > 0 && value < minimumCount;
  });
}

interface Solved {
  readonly exact: number;
  readonly small: number;
}

/** How many small counts come out exactly, of those in the tightest sums; the best of what is believed. */
function solve(solver: Solver, { system }: Linked, believed: readonly Belief[]): Solved {
  const boldest = believed.at(-1);
  const widths = system.cells.map((_, cell) => (boldest ? widthOf(boldest, cell) : 0));
  const slack = [...widths];
  for (const { total, parts } of system.relations) {
    const cells = [total, ...parts];
    const sum = cells.reduce((so, cell) => so + (widths[cell] ?? 0), 0);
    for (const cell of cells) slack[cell] = Math.min(sum, slack[cell] ?? sum);
  }
  const small = smallCells(system)
    .sort((one, other) => (slack[one] ?? 0) - (slack[other] ?? 0))
    .slice(0, solvedMost);
  const exact = believed.map((belief) => countExact(solver, system, belief, small));
  return { exact: Math.max(...exact), small: small.length };
}

const unboundedWidth = 1_000;

function widthOf({ hidden, published, knowledge }: Belief, cell: number): number {
  const { lower = 0, upper = unboundedWidth } = knowledge?.get(cell) ?? {};
  return hidden.has(cell) ? upper - lower : 2 * (published?.get(cell)?.within ?? 0);
}

function countExact(
  solver: Solver,
  system: Linked['system'],
  { hidden, ...options }: Belief,
  small: readonly number[],
): number {
  try {
    return attack(solver, system, hidden, options, small).filter(({ cell, lower, upper }) => {
      const [least, most] = [Math.ceil(lower - 1e-6), Math.floor(upper + 1e-6)];
      return least === most && least === system.cells[cell]?.value;
    }).length;
  } catch (error) {
    if (error instanceof ContradictionError) return 0;
    throw error;
  }
}

function shareOf(solved: readonly Solved[]): number {
  const small = solved.reduce((sum, one) => sum + one.small, 0);
  return small === 0 ? 0 : solved.reduce((sum, { exact }) => sum + exact, 0) / small;
}

const share = { unit: 'share of small counts worked out', baseline: 0, margin: 0 };
const smallNoise = createParameters({
  ...defaultParameters,
  minimumCount: 1,
  counts: { maxNoise: 1, variance: 0.95, smallMax: 0 },
  dominancePercent: 0,
  groupDisclosure: false,
});

/** Lets one set of tables after another be solved, with protection and without. */
async function solveAll(
  { demo, solver }: AttackContext,
  questions: readonly Question[],
  openly: (question: Question, linked: Linked) => Promise<readonly [Linked, readonly Belief[]]>,
): Promise<Outcome> {
  const closed: Solved[] = [];
  const open: Solved[] = [];
  let refused = 0;
  for (const question of questions) {
    const gathered = await gather(demo, question);
    refused += gathered.refused;
    closed.push(solve(solver, gathered.linked, beliefs(gathered.linked, counts.maxNoise, minimumCount)));
    open.push(solve(solver, ...(await openly(question, gathered.linked))));
  }
  const tables = questions.reduce((sum, question) => sum + question.tables.length, 0);
  const small = closed.reduce((sum, one) => sum + one.small, 0);
  return {
    ...share,
    gained: shareOf(closed),
    unprotected: shareOf(open),
    tried: `${small} small counts in ${tables} tables over the API, ${refused} refused, linear programmes with D known`,
  };
}

/**
 * A5: perturbed totals and parts leave fewer possibilities together than apart, most of all for an attacker who learned
 * D. The minimum and a D of half of it keep the small ones out of that; with D = 1 and no minimum some come out.
 */
const inconsistentTotals: Attack = {
  id: 'A5',
  title: 'Weighing perturbed totals against their parts, knowing D',
  on: 'server',
  run: async (context) => {
    const questions = [
      withMargins('nuisance-reports', 'neighbourhood', 'category'),
      withMargins('nuisance-reports', 'category', 'follow_up'),
      withMargins('mental-health-care', 'neighbourhood', 'kind'),
    ];
    const outcome = await solveAll(context, questions, async (question) => {
      const linked = await gatherOpenly(context.demo, question, smallNoise);
      return [linked, beliefs(linked, 1, 1)];
    });
    return { ...outcome, tried: `${outcome.tried}; without protection D = 1 and no minimum` };
  },
};

/** A9: suppressed cells of a table are calculated from its margins. */
const cellsOfOneTable: Attack = {
  id: 'A9',
  title: 'Solving the suppressed cells of a table',
  on: 'server',
  run: async (context) => {
    const questions = [
      withMargins('nuisance-reports', 'neighbourhood', 'follow_up'),
      withMargins('nuisance-reports', 'reported_by', 'category'),
      withMargins('social-support', 'neighbourhood', 'kind'),
      withMargins('benefits', 'neighbourhood', 'kind'),
    ];
    const outcome = await solveAll(context, questions, async (_, linked) => [
      linked,
      [onlySmallSuppressed(linked)],
    ]);
    return worstOf([outcome, subtraction(context)]);
  },
};

const insidersTried = 12;

/**
 * The small cells in the tightest sums, with the other small cells in these sums: the targets of an insider who knows
 * the first.
 */
function knownCells({ system }: Linked): { own: number; others: number[] }[] {
  const small = new Set(smallCells(system));
  const sums = system.relations.map(({ total, parts }) => [total, ...parts].filter((one) => small.has(one)));
  const tight = sums
    .filter(({ length }) => length > 1)
    .sort((one, other) => one.length - other.length)
    .slice(0, insidersTried);
  return tight.flatMap(([own, ...others]) => (own === undefined ? [] : [{ own, others }]));
}

/** How many counts each insider works out that an outsider cannot; all insiders together. */
function solveAsInsiders(solver: Solver, linked: Linked, believed: readonly Belief[]): Solved {
  const solved = { exact: 0, small: 0 };
  for (const { own, others } of knownCells(linked)) {
    const { value = 0 } = linked.system.cells[own] ?? {};
    const gains = believed.map((belief) => {
      const knowledge = new Map([
        ...(belief.knowledge ?? []),
        [own, { lower: value, upper: value }] as const,
      ]);
      const knowing = countExact(solver, linked.system, { ...belief, knowledge }, others);
      return knowing - countExact(solver, linked.system, belief, others);
    });
    solved.exact += Math.max(0, ...gains);
    solved.small += others.length;
  }
  return solved;
}

/**
 * A11: an insider who is alone in a cell subtracts their own contribution. With counts here; the sums of the demo are
 * in A12.
 */
const insider: Attack = {
  id: 'A11',
  title: 'Subtracting one’s own contribution',
  on: 'server',
  run: async (context) => {
    const question = withMargins('social-support', 'neighbourhood', 'kind');
    const { linked, refused } = await gather(context.demo, question);
    const closed = solveAsInsiders(context.solver, linked, beliefs(linked, counts.maxNoise, minimumCount));
    const open = solveAsInsiders(context.solver, linked, [onlySmallSuppressed(linked)]);
    const outcome = {
      ...share,
      gained: shareOf([closed]),
      unprotected: shareOf([open]),
      tried: `${closed.small} small counts next to one that an insider knows exactly, in ${question.tables.length} tables over the API, ${refused} refused`,
    };
    return worstOf([outcome, insiders(context)]);
  },
};

/** A10: tables that are each safe by themselves, solved together with those of coarser areas. */
const cellsOfLinkedTables: Attack = {
  id: 'A10',
  title: 'Solving several tables together',
  on: 'server',
  run: async (context) => {
    const questions = [
      {
        from: 'nuisance-reports',
        tables: [
          ...withMargins('nuisance-reports', 'district', 'category').tables,
          ['neighbourhood'],
          ['follow_up'],
          ['neighbourhood', 'category'],
          ['district', 'follow_up'],
          ['category', 'follow_up'],
          ['district', 'category', 'follow_up'],
        ],
      },
    ];
    const outcome = await solveAll(context, questions, async (_, linked) => [
      linked,
      [onlySmallSuppressed(linked)],
    ]);
    return worstOf([outcome, linkedTables(context)]);
  },
};

export const suppressedCellAttacks: readonly Attack[] = [
  inconsistentTotals,
  cellsOfOneTable,
  cellsOfLinkedTables,
  insider,
];
