import {
  type Cube,
  countCube,
  type DisclosureParameters,
  defaultParameters,
  type Lattice,
  type ProtectionRule,
  protectCube,
  protectionRules,
  ruleParameters,
} from '@datalab/query-control';
import type { Attack } from './attack.ts';
import { exactParameters } from './landed.ts';
import { noiseChances } from './noise-chances.ts';

/** The figure that says most about one of the people in it. */
export interface MostTelling {
  /** How often its best guess is right, of a bit that is as likely as not. */
  readonly right: number;
  /** How many people are in the group, and which share of the others has the property. */
  readonly size: number;
  readonly share: number;
}

/** What is seen of a figure: a number, or that there is none; with the chance of it. */
type Seen = ReadonlyMap<number | 'zero' | 'suppressed', number>;

const sizeMost = 60;
const shares = Array.from({ length: 50 }, (_, at) => (at + 1) / 100);

/**
 * The most telling of the figures that say how many people in a group have a property, by the rules and the noise of the
 * product. Of the others the attacker knows which share has it. Calculated over all numbers that could be and all noises:
 * nothing is drawn. A share above a half is the same with the other value, and a group above the most says less.
 */
export function findMostTelling(
  rules: readonly ProtectionRule[] = protectionRules,
  parameters: DisclosureParameters = defaultParameters,
): MostTelling {
  const noises = noisesOf(parameters);
  let best: MostTelling = { right: 0, size: 0, share: 0 };
  for (let size = 1; size <= sizeMost; size++) {
    const seen = Array.from({ length: size + 1 }, (_, having) => seenOf(having, size, rules, noises));
    for (const share of shares) {
      const right = guessedRightly(seen, share);
      if (right > best.right) best = { right, size, share };
    }
  }
  return best;
}

/** How often the likelier of both bits is right, where each of the others has the property with this chance. */
function guessedRightly(seen: readonly Seen[], share: number): number {
  const others = binomial(seen.length - 2, share);
  const chances = [0, 1].map((bit) => {
    const ofBit = new Map<number | string, number>();
    for (const [having, chance] of others.entries()) {
      for (const [shown, of] of seen[having + bit] ?? [])
        ofBit.set(shown, (ofBit.get(shown) ?? 0) + chance * of);
    }
    return ofBit;
  });
  const all = new Set(chances.flatMap((ofBit) => [...ofBit.keys()]));
  return [...all].reduce<number>(
    (sum, shown) => sum + Math.max(...chances.map((ofBit) => ofBit.get(shown) ?? 0)) / 2,
    0,
  );
}

/** The chance of each number of a group of this size. */
function binomial(size: number, share: number): number[] {
  return Array.from({ length: size }).reduce<number[]>(
    (before) =>
      [...before, 0].map((chance, having) => chance * (1 - share) + (before[having - 1] ?? 0) * share),
    [1],
  );
}

const lattice: Lattice = {
  dimensions: [
    {
      name: 'property',
      kind: 'category',
      finest: ['no', 'yes'],
      values: ['no', 'yes'].map((value, code) => ({ level: 'value', value, codes: [code] })),
      severalPerPerson: false,
    },
  ],
  dimensionsMax: 1,
};

/** What the product shows of the number of people who have the property. */
function seenOf(
  having: number,
  size: number,
  rules: readonly ProtectionRule[],
  noises: (count: number) => Seen,
): Seen {
  const cube = countPeople(having, size);
  const row = cube.rowOf([2]);
  const { records: protection } = protectCube({ records: cube }, ruleParameters, rules);
  if (row === undefined) throw new Error('a property that was not counted');
  if (protection.rules[row] !== 0) return new Map([['suppressed', 1]]);
  if (having === 0) return new Map([['zero', 1]]);
  return noises(having);
}

/** What a count is shown as, where it is shown. */
function noisesOf({ countTable }: DisclosureParameters): (count: number) => Seen {
  const chanceOf = noiseChances(countTable);
  const noises = [...new Set(countTable.rows.flatMap((steps) => steps.map(({ noise }) => noise)))];
  return (count) => new Map(noises.map((noise) => [count + noise, chanceOf(count, noise)]));
}

/** One record of each person. */
function countPeople(having: number, size: number): Cube {
  const keys = Uint32Array.from({ length: size }, (_, person) => person);
  return countCube(lattice, 'records', {
    values: new Map([['property', Array.from(keys, (person) => (person < having ? 'yes' : 'no'))]]),
    recordKeys: keys,
    persons: Int32Array.from(keys),
    personKeys: keys,
    amounts: new Map(),
  });
}

/** A33: somebody who knows nothing but what share has a property reads one figure. */
const oneBit: Attack = {
  id: 'A33',
  title: 'One secret bit of one person, from the most telling figure',
  on: 'library',
  run: async () => {
    const { right, size, share } = findMostTelling();
    return {
      unit: 'accuracy of inferring one secret bit of one person',
      gained: right,
      baseline: 0.5,
      unprotected: findMostTelling([], exactParameters).right,
      margin: 0.02,
      tried: `all groups of up to ${sizeMost} people, calculated: of ${size} people, of whom ${100 * share} in 100 have something; without protection figures are exact`,
      known: {
        most: 0.585,
        because:
          'near the minimum one person decides whether a figure is shown; a larger minimum would make it less',
      },
    };
  },
};

export const oneBitAttacks: readonly Attack[] = [oneBit];
