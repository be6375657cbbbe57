import {
  type AttackTarget,
  attack,
  defaultParameters,
  flatHierarchy,
  groupedHierarchy,
  type Insider,
  type Leaf,
  type Protection,
  perturbCount,
  type Solver,
  type SuppressionPattern,
  suppress,
  type TableDefinition,
  type Tabulated,
  tabulate,
} from '@datalab/disclosure';
import type { Attack } from './attack.ts';
import { createDice, type Dice } from './dice.ts';

const threshold = 5;
const tablesTried = 20;

/** Places by kind, with places grouped in two ways: what offices publish from one register. */
function drawTable(dice: Dice): { leaves: Leaf[]; county: TableDefinition; coast: TableDefinition } {
  const places = Array.from({ length: 8 }, (_, place) => `p${place}`);
  const kinds = ['k0', 'k1', 'k2', 'k3'];
  const leaves = places.flatMap((place) =>
    kinds.map((kind) => ({ codes: { place, kind }, value: Math.floor(Math.exp(dice.share() * 4.5) - 0.6) })),
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

async function average(try_: (dice: Dice) => Trial): Promise<Trial> {
  const trials = Array.from({ length: tablesTried }, (_, seed) => try_(createDice(seed + 1)));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    protected: mean(trials.map((trial) => trial.protected)),
    open: mean(trials.map(({ open }) => open)),
  };
}

const share = { unit: 'share of small counts worked out', baseline: 0, margin: 0 };

/** A9: gaps in a table are filled in by subtracting. Without secondary suppression a single gap in a row is open. */
const subtraction: Attack = {
  id: 'A9',
  title: 'Solving the gaps of a table',
  on: 'library',
  run: async ({ solver }) => {
    const { protected: gained, open } = await average((dice) => {
      const { leaves, county } = drawTable(dice);
      const table = tabulate(leaves, [county]);
      const sensitive = smallCells(table);
      const pattern = suppress(solver, { system: table.system, sensitive }, { seconds: 4 });
      return {
        protected: recoveredShare(attack(solver, table.system, hiddenBy(pattern), {}, sensitive.keys())),
        open: recoveredShare(attack(solver, table.system, new Set(sensitive.keys()))),
      };
    });
    return {
      ...share,
      gained,
      unprotected: open,
      tried: `${tablesTried} tables of 55 cells, linear programmes`,
    };
  },
};

/** A10: two tables, each safe by itself, solved together. */
const linkedTables: Attack = {
  id: 'A10',
  title: 'Solving two tables together',
  on: 'library',
  run: async ({ solver }) => {
    const { protected: gained, open } = await average((dice) => {
      const { leaves, county, coast } = drawTable(dice);
      const both = tabulate(leaves, [county, coast]);
      const sensitive = smallCells(both);
      const joint = suppress(solver, { system: both.system, sensitive }, { seconds: 4 });
      return {
        protected: recoveredShare(attack(solver, both.system, hiddenBy(joint), {}, sensitive.keys())),
        open: recoveredShare(
          attack(
            solver,
            both.system,
            hiddenApart(solver, leaves, [county, coast], both),
            {},
            sensitive.keys(),
          ),
        ),
      };
    });
    return { ...share, gained, unprotected: open, tried: `${tablesTried} pairs of linked tables` };
  },
};

/** What stays hidden when each table is protected by itself: a cell shown in one is no secret in the other. */
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

/** A11: the only contributor of a cell takes away what it knows of itself. */
const insider: Attack = {
  id: 'A11',
  title: 'Subtracting what one knows of oneself',
  on: 'library',
  run: async ({ solver }) => {
    const { protected: gained, open } = await average((dice) => {
      const { leaves, county } = drawTable(dice);
      const table = tabulate(leaves, [county]);
      const sensitive = smallCells(table);
      const insiders = [...table.leavesOf.entries()]
        .filter(([cell, counted]) => counted.length === 1 && table.system.cells[cell]?.value === 1)
        .map(([cell, [leaf = 0]]) => ownKnowledge(table, cell, leaf));
      const careful = suppress(solver, { system: table.system, sensitive, insiders }, { seconds: 4 });
      const careless = suppress(solver, { system: table.system, sensitive }, { seconds: 4 });
      const gainFrom = (pattern: SuppressionPattern) =>
        Math.max(
          0,
          ...insiders.map(({ knowledge }) => {
            const targets = [...sensitive.keys()].filter((cell) => !knowledge.has(cell));
            return recoveredShare(attack(solver, table.system, hiddenBy(pattern), { knowledge }, targets));
          }),
        );
      return { protected: gainFrom(careful), open: gainFrom(careless) };
    });
    return { ...share, gained, unprotected: open, tried: 'the luckiest insider of each table' };
  },
};

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

/**
 * A5: perturbed totals and parts leave fewer possibilities together than apart, most of all for who learned D. The
 * minimum count is what keeps the small ones out of it; without it a small D lets some be worked out.
 */
const inconsistentTotals: Attack = {
  id: 'A5',
  title: 'Weighing perturbed totals against their parts, knowing D',
  on: 'library',
  run: async ({ solver }) => {
    const { countTable, counts, minimumCount } = defaultParameters;
    const { protected: gained, open } = await average((dice) => {
      const { leaves, county } = drawTable(dice);
      const { system } = tabulate(leaves, [county]);
      const small = [...system.cells.keys()].filter((cell) => {
        const { value = 0 } = system.cells[cell] ?? {};
        return value > 0 && value < minimumCount;
      });
      const attackWith = (within: number, noiseOf: (count: number) => number, least: number) => {
        const published = new Map(
          system.cells.flatMap(({ value }, cell) =>
            value === 0 || value >= least
              ? [
                  [
                    cell,
                    { value: value === 0 ? 0 : value + noiseOf(value), within: value === 0 ? 0 : within },
                  ] as const,
                ]
              : [],
          ),
        );
        const hidden = new Set(small.filter((cell) => !published.has(cell)));
        return recoveredShare(attack(solver, system, hidden, { published }, small));
      };
      return {
        protected: attackWith(
          counts.maxNoise,
          (count) => perturbCount({ count, cellKey: dice.key() }, countTable) - count,
          minimumCount,
        ),
        open: attackWith(1, () => (dice.share() < 0.5 ? 1 : -1), 1),
      };
    });
    return {
      ...share,
      gained,
      unprotected: open,
      tried: 'D known to the attacker; without protection: D = 1 and no minimum',
    };
  },
};

export const tableAttacks: readonly Attack[] = [inconsistentTotals, subtraction, linkedTables, insider];
