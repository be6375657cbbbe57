import { defaultParameters, protectCount } from '@datalab/query-control';
import {
  customaryLimits,
  findDominatedUnions,
  flatHierarchy,
  type HeldTable,
  judgeOutput,
  magnitudeProblem,
  protectMagnitudes,
  suppress,
  tabulate,
} from '@datalab/table-suppression';
import type { Attack, AttackContext, Outcome } from './attack.ts';
import { createRandom } from './seeded-random.ts';

const groupsTried = 400;

/** A8, in the library: where all or no members of a group have a property, the table discloses it for each of them. */
export function groupsOfTheLibrary(): Outcome {
  const random = createRandom(8);
  let disclosive = 0;
  let passed = 0;
  let passedMinimum = 0;
  for (let group = 0; group < groupsTried; group++) {
    const size = 10 + random.below(30);
    const having = random.share() < 0.3 ? (random.share() < 0.5 ? 0 : size) : random.below(size + 1);
    if (having !== 0 && having !== size) continue;
    disclosive += 1;
    if (judgeOutput({ kind: 'share', size, having }).kind === 'safe') passed += 1;
    const shownByMinimum = [having, size].every(
      (count) => protectCount({ count, cellKey: random.key() }, defaultParameters).status !== 'suppressed',
    );
    if (shownByMinimum) passedMinimum += 1;
  }
  return {
    unit: 'share of disclosive groups that pass unmarked',
    gained: passed / disclosive,
    baseline: 0,
    unprotected: passedMinimum / disclosive,
    margin: 0,
    tried: `${disclosive} groups of the library of which all or none have the property; without protection with the minimum alone`,
  };
}

/**
 * A12, in the library: cells that are each suppressed, while their sum, which anyone can calculate, is that of one
 * firm.
 */
export function dominatedUnions({ solver }: Pick<AttackContext, 'solver'>): Outcome {
  let gained = 0;
  let unprotected = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const table = drawFirms(seed);
    const made = magnitudeProblem(table);
    if (made.kind !== 'ready') throw new Error('a table of positive sums needs no review');
    const { cells } = table.tabulated.system;
    const plain = suppress(solver, made.problem, { seconds: 5 });
    const within = (pattern: { primary: readonly number[]; secondary: readonly number[] }) =>
      new Set([...pattern.primary, ...pattern.secondary].filter((cell) => cell < cells.length));
    unprotected += findDominatedUnions(table, within(plain)).length;
    const careful = protectMagnitudes(solver, table, { seconds: 20 });
    if (careful.kind !== 'protected') throw new Error('a table of positive sums needs no review');
    gained += findDominatedUnions(table, within(careful.pattern)).length;
  }
  return {
    unit: 'sums of suppressed cells that are nearly one firm',
    gained,
    baseline: 0,
    unprotected,
    margin: 0,
    tried: '8 published tables of firms; without protection each cell is judged by itself only',
  };
}

/** Firms by branch and region, a few of them large in several branches. */
function drawFirms(seed: number): HeldTable {
  const random = createRandom(seed);
  const branches = ['b1', 'b2', 'b3', 'b4', 'b5'];
  const regions = ['r1', 'r2', 'r3'];
  const leaves = branches.flatMap((branch) => regions.map((region) => ({ branch, region })));
  const held = leaves.map(({ branch, region }) =>
    Array.from({ length: 1 + random.below(6) }, (_, firm) => ({
      holder: random.share() < 0.35 ? `giant ${region}` : `${branch} ${region} ${firm}`,
      value: 1 + Math.floor(Math.exp(random.share() * 5)),
    })),
  );
  const tabulated = tabulate(
    leaves.map((codes, leaf) => ({
      codes,
      value: (held[leaf] ?? []).reduce((sum, { value }) => sum + value, 0),
    })),
    [{ branch: flatHierarchy(branches), region: flatHierarchy(regions) }],
  );
  return { tabulated, held, rules: { rules: [{ kind: 'p-percent', p: 10 }] }, attackers: 'alone' };
}

/**
 * A20, in the library only, as answers to questions have noise before they are rounded: redacting up to 5 and then
 * rounding to fives shows a 5 that can only be a 6 or a 7.
 */
const roundingInference: Attack = {
  id: 'A20',
  title: 'Reading a small count through rounding',
  on: 'library',
  run: async () => {
    const counts = Array.from({ length: 190 }, (_, count) => count);
    const base = 5;
    const fewest = (redactUpTo: number): number => {
      const standsFor = new Map<number, number>();
      for (const count of counts.slice(redactUpTo + 1)) {
        const value = base * Math.round(count / base);
        if (value < 185) standsFor.set(value, (standsFor.get(value) ?? 0) + 1);
      }
      return Math.min(...standsFor.values());
    };
    const narrower = (least: number) => Math.max(0, base - least);
    const limits = { ...customaryLimits, minimumCount: 1 };
    const accepted = Array.from({ length: 15 }, (_, limit) => limit + 1).filter(
      (redactUpTo) => judgeOutput({ kind: 'rounded-counts', redactUpTo, base }, limits).kind === 'safe',
    );
    return {
      unit: 'counts fewer than the rounding promises behind a shown figure',
      gained: Math.max(0, ...accepted.map((limit) => narrower(fewest(limit)))),
      baseline: 0,
      unprotected: narrower(fewest(5)),
      margin: 0,
      tried: `limits from 1 to 15 with fives: ${accepted.length} accepted, the others refused`,
    };
  },
};

export const meansAndRoundingAttacks: readonly Attack[] = [roundingInference];
