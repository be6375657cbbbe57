import {
  attack,
  type Contribution,
  flatHierarchy,
  groupedHierarchy,
  type HeldTable,
  type Leaf,
  magnitudeProblem,
  openSolver,
  type Protection,
  protectMagnitudes,
  type Solver,
  suppress,
  type TableDefinition,
  tabulate,
} from '@datalab/table-suppression';
import { type BenchResult, readMachine } from './measure.ts';

const threshold = 5;
const linkedSecondsMax = 10;
const hierarchicalSecondsMax = 120;
const heldSecondsMax = 30;
/** So little that it is up long before the first pattern is there. */
const timedOutSecondsMax = 1;

/**
 * How long it takes to protect made-up tables of counts and to prove it: two linked tables of some 400 cells (places
 * grouped in two ways, by kind) and one hierarchical table of some 5,000. Counts are skewed as real ones are; about one
 * cell in six is under the threshold. Also a table of sums of some 1,000 cells, of which 300 belong to one firm each:
 * those firms and the largest of other sensitive cells attack with what they know. Once it gets all time, once one
 * second. `ratio` is the worst of the shares of the promised time.
 */
export async function bench(): Promise<BenchResult> {
  const solver = await openSolver();
  const linked = protect(solver, places(20, 12), [groupedBy(20, 4), groupedBy(20, 5)], linkedSecondsMax);
  const hierarchical = protect(solver, places(200, 22), [groupedBy(200, 20)], hierarchicalSecondsMax);
  const firms = firmsByPlace(60, 14, 300);
  const held = protectHeld(solver, firms, heldSecondsMax);
  const timedOut = protectHeld(solver, firms, timedOutSecondsMax);
  const ratio = Math.max(
    linked.seconds / linkedSecondsMax,
    hierarchical.seconds / hierarchicalSecondsMax,
    held.seconds / heldSecondsMax,
    timedOut.seconds / (timedOutSecondsMax + timedOutSlackSeconds),
  );
  return {
    bench: 'suppression',
    ratio: Math.round(ratio * 100) / 100,
    target: 1,
    ok: ratio <= 1 && linked.broken + hierarchical.broken + held.broken + timedOut.broken === 0,
    figures: {
      ...named('linked', linked),
      ...named('hierarchical', hierarchical),
      ...named('held', held),
      ...named('timedOut', timedOut),
    },
    machine: readMachine(),
  };
}

interface Protected {
  readonly cells: number;
  readonly primary: number;
  readonly secondary: number;
  readonly seconds: number;
  readonly auditSeconds: number;
  readonly broken: number;
}

function protect(
  solver: Solver,
  leaves: readonly Leaf[],
  groupings: readonly ReturnType<typeof groupedBy>[],
  secondsMax: number,
): Protected {
  const kinds = flatHierarchy(leaves.map(({ codes }) => codes['kind'] ?? ''));
  const tables = groupings.map((place): TableDefinition => ({ place, kind: kinds }));
  const { system } = tabulate(leaves, tables);
  const sensitive = new Map<number, Protection>(
    system.cells.flatMap(({ value }, cell) =>
      value > 0 && value < threshold ? [[cell, { upper: threshold - value }] as const] : [],
    ),
  );
  const begun = performance.now();
  const pattern = suppress(solver, { system, sensitive }, { seconds: secondsMax * 0.6 });
  const proven = performance.now();
  const hidden = new Set([...pattern.primary, ...pattern.secondary]);
  const found = attack(solver, system, hidden, {}, pattern.primary);
  const audited = performance.now();
  const broken = found.filter(({ cell, upper }) => {
    const { value = 0 } = system.cells[cell] ?? {};
    return upper < value + (sensitive.get(cell)?.upper ?? 0) - 1e-4;
  });
  return {
    cells: system.cells.length,
    primary: pattern.primary.length,
    secondary: pattern.secondary.length,
    seconds: (proven - begun) / 1000,
    auditSeconds: (audited - proven) / 1000,
    broken: broken.length,
  };
}

/** Making the problem and checking the proofs is not cut short. */
const timedOutSlackSeconds = 2;

/** Sums by firm. The attacker runs as an outsider and as one firm in fifty. */
function protectHeld(
  solver: Solver,
  table: HeldTable,
  seconds: number,
): Protected & { readonly insiders: number } {
  const begun = performance.now();
  const protection = protectMagnitudes(solver, table, { seconds });
  const proven = performance.now();
  const made = magnitudeProblem(table);
  if (protection.kind === 'review' || made.kind === 'review') throw new Error('A review was not expected');
  const { system, sensitive, insiders = [] } = made.problem;
  const { primary, secondary } = protection.pattern;
  const never = system.cells.flatMap(({ neverShown }, cell) => (neverShown === true ? [cell] : []));
  const hidden = new Set([...primary, ...secondary, ...never]);
  const attackers = [
    new Map(),
    ...insiders.filter((_, at) => at % 50 === 0).map(({ knowledge }) => knowledge),
  ];
  const broken = attackers.flatMap((knowledge) => {
    const targets = [...sensitive.keys()].filter((cell) => !knowledge.has(cell));
    return attack(solver, system, hidden, { knowledge }, targets).filter(({ cell, upper }) => {
      const value = system.cells[cell]?.value ?? 0;
      return upper < value + (sensitive.get(cell)?.upper ?? 0) - 1e-4 * Math.max(1, value);
    });
  });
  return {
    cells: table.tabulated.system.cells.length,
    insiders: insiders.length,
    primary: primary.length,
    secondary: secondary.length,
    seconds: (proven - begun) / 1000,
    auditSeconds: (performance.now() - proven) / 1000,
    broken: broken.length,
  };
}

/** Skewed turnovers of firms that are in several cells, the same in every run; `alone` cells have one firm each. */
function firmsByPlace(placeCount: number, kindCount: number, alone: number): HeldTable {
  const random = mulberry(11);
  const cellCount = placeCount * kindCount;
  const held = Array.from({ length: cellCount }, (_, cell) => {
    const firmCount = (cell * 7_919) % cellCount < alone ? 1 : 2 + Math.floor(10 * random());
    return Array.from({ length: firmCount }, (): Contribution => {
      return { holder: `firm ${Math.floor(1_500 * random())}`, value: Math.ceil(Math.exp(5 * random())) };
    });
  });
  const leaves = held.map((contributions, cell) => ({
    codes: { place: `p${Math.floor(cell / kindCount)}`, kind: `k${cell % kindCount}` },
    value: contributions.reduce((sum, { value }) => sum + value, 0),
  }));
  const kind = flatHierarchy(leaves.map(({ codes }) => codes.kind));
  return {
    tabulated: tabulate(leaves, [{ place: groupedBy(placeCount, 6), kind }]),
    held,
    rules: {
      rules: [
        { kind: 'threshold', minimum: 3 },
        { kind: 'p-percent', p: 10 },
      ],
    },
  };
}

function named(name: string, figures: Protected): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [
      `${name}${key[0]?.toUpperCase()}${key.slice(1)}`,
      Math.round(value * 100) / 100,
    ]),
  );
}

function groupedBy(placeCount: number, groupCount: number) {
  return groupedHierarchy(
    Array.from({ length: placeCount }, (_, place) => [`p${place}`, `${groupCount}/${place % groupCount}`]),
  );
}

/** Skewed counts, the same in every run. */
function places(placeCount: number, kindCount: number): Leaf[] {
  const random = mulberry(20_261_122);
  return Array.from({ length: placeCount * kindCount }, (_, index) => ({
    codes: { place: `p${Math.floor(index / kindCount)}`, kind: `k${index % kindCount}` },
    value: Math.floor(Math.exp(6 * random()) - 0.5),
  }));
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (import.meta.main) {
  const result = await bench();
  console.log(JSON.stringify(result, undefined, 2));
  process.exitCode = result.ok ? 0 : 1;
}
