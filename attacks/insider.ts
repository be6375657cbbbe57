import {
  type Cube,
  type DisclosureParameters,
  defaultParameters,
  perturbCount,
  ruleParameters,
} from '@datalab/query-control';
import type { Attack, AttackContext, Outcome } from './attack.ts';
import { exactParameters } from './landed.ts';
import { readRecords } from './landed-records.ts';
import { cubeOf } from './landed-versions.ts';
import { noiseChances } from './noise-chances.ts';
import { createRandom, type SeededRandom } from './seeded-random.ts';

const from = 'tenancies';
const secret = 'complaint';
const recordsTried = 60;
const worldsPerRecord = 100;
const { variance, minimumCount } = ruleParameters;

type CountTable = DisclosureParameters['countTable'];

/** The shown nodes that hold a record, with this value of the secret. */
function rowsWith(cube: Cube, codes: readonly number[], shownRows: ReadonlySet<number>): number[] {
  let nodes: number[][] = [[]];
  const { dimensions, dimensionsMax } = cube.lattice;
  for (const [at, { values }] of dimensions.entries()) {
    const holding = values.flatMap((value, index) =>
      value.codes.includes(codes[at] ?? -1) ? [index + 1] : [],
    );
    nodes = nodes.flatMap((node) => [0, ...holding].map((value) => [...node, value]));
    nodes = nodes.filter((node) => node.filter((value) => value > 0).length <= dimensionsMax);
  }
  return nodes.flatMap((node) => cube.rowOf(node) ?? []).filter((row) => shownRows.has(row));
}

/** Figures that count one record more if the secret is true; sets that are the same count once. */
function tellingRows(cube: Cube, withSecret: readonly number[], without: ReadonlySet<number>): number[] {
  const seen = new Set<string>();
  return withSecret.filter((row) => {
    const name = `${cube.counts[row]} ${cube.cellKeys[row]}`;
    return !without.has(row) && !seen.has(name) && seen.add(name);
  });
}

/**
 * How often somebody who knows every other record finds one secret bit of the last one. Each figure that holds the
 * record if the bit is true is there with one more or without; noise is drawn by the table, and the likelier bit is
 * guessed.
 */
function guessShare(cube: Cube, rows: readonly number[], table: CountTable, random: SeededRandom): number {
  const chanceOf = noiseChances(table);
  let right = 0;
  for (let world = 0; world < worldsPerRecord; world++) {
    const bit = random.share() < 0.5 ? 1 : 0;
    let evidence = 0;
    for (const row of rows) {
      const others = Math.max(minimumCount, (cube.counts[row] ?? 0) - 1);
      const value = perturbCount({ count: others + bit, cellKey: random.key() }, table);
      const chance = (added: number) => chanceOf(others + added, value - others - added) || 1e-12;
      evidence += Math.log(chance(1)) - Math.log(chance(0));
    }
    const guess = evidence === 0 ? (random.share() < 0.5 ? 1 : 0) : evidence > 0 ? 1 : 0;
    if (guess === bit) right += 1;
  }
  return right / worldsPerRecord;
}

async function knowingAllOthers({ demo }: AttackContext): Promise<Outcome> {
  const set = await demo.landed.get(from);
  const cube = cubeOf(set, 'records');
  const { rules } = set.cubes.records.protection;
  const shownRows = new Set([...rules.keys()].filter((row) => rules[row] === 0 && cube.counts[row] !== 0));
  const { values, persons } = await readRecords(demo.landed, set);
  const { dimensions } = cube.lattice;
  const at = dimensions.findIndex(({ name }) => name === secret);
  const random = createRandom(32);
  let right = 0;
  let openly = 0;
  let figures = 0;
  let most = 0;
  for (let tried = 0; tried < recordsTried; tried++) {
    const record = random.below(persons.length);
    const codes = dimensions.map(({ name, finest }) => finest.indexOf(values.get(name)?.[record] ?? null));
    const [yes, no] = ['yes', 'no'].map((value) =>
      rowsWith(cube, codes.with(at, dimensions[at]?.finest.indexOf(value) ?? -1), shownRows),
    );
    const [withYes, withNo] = [yes ?? [], no ?? []];
    const telling = [
      ...tellingRows(cube, withYes, new Set(withNo)),
      ...tellingRows(cube, withNo, new Set(withYes)),
    ];
    figures += telling.length;
    most = Math.max(most, telling.length);
    right += guessShare(cube, telling, defaultParameters.countTable, random);
    openly += guessShare(cube, telling, exactParameters.countTable, random);
  }
  const mean = figures / recordsTried;
  return {
    unit: 'accuracy of inferring one secret bit by somebody who knows all others',
    gained: right / recordsTried,
    baseline: 0.5,
    unprotected: openly / recordsTried,
    margin: 0.02,
    tried: `${recordsTried} records of ${from}; on average ${mean.toFixed(0)} figures hold the bit, ${most} at most: a standard error of ${Math.sqrt(variance / Math.max(1, mean)).toFixed(2)} of one record; without protection figures are exact`,
    known: {
      most: 0.98,
      because:
        'noise protects against people who do not know everybody else: who does, averages all figures that hold somebody, sqrt(V / m)',
    },
  };
}

const insider: Attack = {
  id: 'A32',
  title: 'One secret bit, for an insider who knows everybody else',
  on: 'server',
  run: knowingAllOthers,
};

export const insiderAttacks: readonly Attack[] = [insider];
