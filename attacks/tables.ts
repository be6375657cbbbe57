import {
  type AttackTarget,
  attack,
  flatHierarchy,
  groupedHierarchy,
  type Insider,
  type Leaf,
  type Protection,
  type Solver,
  type SuppressionPattern,
  suppress,
  type TableDefinition,
  type Tabulated,
  tabulate,
} from '@datalab/table-suppression';
import type { Attack, AttackContext, Outcome } from './attack.ts';
import { createRandom, type SeededRandom } from './seeded-random.ts';

const threshold = 5;
const tablesTried = 8;

/** Places by kind, with places grouped in two ways: what offices publish from one register. */
function drawTable(random: SeededRandom): {
  leaves: Leaf[];
  county: TableDefinition;
  coast: TableDefinition;
} {
  const places = Array.from({ length: 8 }, (_, place) => `p${place}`);
  const kinds = ['k0', 'k1', 'k2', 'k3'];
  const leaves = places.flatMap((place) =>
    kinds.map((kind) => ({
      codes: { place, kind },
      value: Math.floor(Math.exp(random.share() * 4.5) - 0.6),
    })),
  );
  const kind = flatHierarchy(kinds);
  const county = groupedHierarchy(
    places.map((place, p) => [place, p < 4 ? 'county 1' : 'county 2'] as const),
  );
  const coast = groupedHierarchy(
    places.map((place, p) => [place, p % 3 === 0 ? 'coast' : 'inland'] as const),
  );
  return { leaves, county: { place: county, kind }, coast: { place: coast, kind } };
}

function smallCells({ system }: Tabulated): Map<number, Protection> {
  return new Map(
    system.cells.flatMap(({ value }, cell) =>
      value > 0 && value < threshold ? [[cell, { upper: threshold - value, width: 1 }] as const] : [],
    ),
  );
}

function hiddenBy({ primary, secondary }: SuppressionPattern): Set<number> {
  return new Set([...primary, ...secondary]);
}

/** The share of small cells that the attacker knows to within one unit. */
function recoveredShare(bounds: readonly AttackTarget[]): number {
  if (bounds.length === 0) return 0;
  return bounds.filter(({ lower, upper }) => upper - lower < 1).length / bounds.length;
}

interface Trial {
  readonly protected: number;
  readonly open: number;
}

function average(try_: (random: SeededRandom) => Trial): Trial {
  const trials = Array.from({ length: tablesTried }, (_, seed) => try_(createRandom(seed + 1)));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    protected: mean(trials.map((trial) => trial.protected)),
    open: mean(trials.map(({ open }) => open)),
  };
}

const share = { unit: 'share of small counts worked out', baseline: 0, margin: 0 };

/** A9, published tables: without secondary suppression a single gap in a row is open. */
function subtraction({ solver }: Pick<AttackContext, 'solver'>): Outcome {
  const { protected: gained, open } = average((random) => {
    const { leaves, county } = drawTable(random);
    const table = tabulate(leaves, [county]);
    const sensitive = smallCells(table);
    const pattern = suppress(solver, { system: table.system, sensitive }, { seconds: 4 });
    return {
      protected: recoveredShare(attack(solver, table.system, hiddenBy(pattern), {}, sensitive.keys())),
      open: recoveredShare(attack(solver, table.system, new Set(sensitive.keys()))),
    };
  });
  return { ...share, gained, unprotected: open, tried: `${tablesTried} published tables of 55 cells` };
}

/** A10, published tables: two tables, each safe by itself. */
function linkedTables({ solver }: Pick<AttackContext, 'solver'>): Outcome {
  const { protected: gained, open } = average((random) => {
    const { leaves, county, coast } = drawTable(random);
    const both = tabulate(leaves, [county, coast]);
    const sensitive = smallCells(both);
    const joint = suppress(solver, { system: both.system, sensitive }, { seconds: 4 });
    const apart = hiddenApart(solver, leaves, [county, coast], both);
    return {
      protected: recoveredShare(attack(solver, both.system, hiddenBy(joint), {}, sensitive.keys())),
      open: recoveredShare(attack(solver, both.system, apart, {}, sensitive.keys())),
    };
  });
  return { ...share, gained, unprotected: open, tried: `${tablesTried} pairs of published tables` };
}

/**
 * The cells that stay suppressed when each table is protected by itself: a cell shown in one is no secret in the other.
 */
function hiddenApart(
  solver: Solver,
  leaves: readonly Leaf[],
  definitions: readonly TableDefinition[],
  both: Tabulated,
): Set<number> {
  const shown = new Set<string>();
  for (const definition of definitions) {
    const table = tabulate(leaves, [definition]);
    const hidden = hiddenBy(
      suppress(solver, { system: table.system, sensitive: smallCells(table) }, { seconds: 2 }),
    );
    for (const [cell, { id }] of table.system.cells.entries()) if (!hidden.has(cell)) shown.add(id);
  }
  return new Set(
    [...both.system.cells.keys()].filter((cell) => !shown.has(both.system.cells[cell]?.id ?? '')),
  );
}

/** A11, published tables: the only contributor to a cell subtracts its own contribution. */
function insiders({ solver }: Pick<AttackContext, 'solver'>): Outcome {
  const { protected: gained, open } = average((random) => {
    const { leaves, county } = drawTable(random);
    const table = tabulate(leaves, [county]);
    const sensitive = smallCells(table);
    const known = [...table.leavesOf.entries()]
      .filter(([cell, counted]) => counted.length === 1 && table.system.cells[cell]?.value === 1)
      .map(([cell, [leaf = 0]]) => ownKnowledge(table, cell, leaf));
    const careful = suppress(solver, { system: table.system, sensitive, insiders: known }, { seconds: 4 });
    const careless = suppress(solver, { system: table.system, sensitive }, { seconds: 4 });
    const gainFrom = (pattern: SuppressionPattern) =>
      Math.max(
        0,
        ...known.map(({ knowledge }) => {
          const targets = [...sensitive.keys()].filter((cell) => !knowledge.has(cell));
          return recoveredShare(attack(solver, table.system, hiddenBy(pattern), { knowledge }, targets));
        }),
      );
    return { protected: gainFrom(careful), open: gainFrom(careless) };
  });
  return {
    ...share,
    gained,
    unprotected: open,
    tried: `the luckiest insider of each of ${tablesTried} published tables`,
  };
}

function ownKnowledge({ system, leavesOf }: Tabulated, own: number, leaf: number): Insider {
  return {
    id: system.cells[own]?.id ?? '',
    knowledge: new Map(
      leavesOf.flatMap((counted, cell) =>
        counted.includes(leaf)
          ? [[cell, { lower: 1, upper: cell === own ? 1 : Number.POSITIVE_INFINITY }] as const]
          : [],
      ),
    ),
  };
}

/** A9, A10 and A11: tables to be published; what the questions of the platform tell together is in A4 and A5. */
export const tableAttacks: readonly Attack[] = [
  {
    id: 'A9',
    title: 'Solving the suppressed cells of a published table',
    on: 'library',
    run: async (context) => subtraction(context),
  },
  {
    id: 'A10',
    title: 'Solving several published tables together',
    on: 'library',
    run: async (context) => linkedTables(context),
  },
  {
    id: 'A11',
    title: 'Subtracting one’s own contribution from a published table',
    on: 'library',
    run: async (context) => insiders(context),
  },
];
