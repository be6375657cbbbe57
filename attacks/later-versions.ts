import {
  collectUnits,
  countCube,
  defaultParameters,
  type EarlierCheck,
  type Lattice,
  type Microdata,
  perturbCount,
  protectCube,
  ruleParameters,
} from '@datalab/query-control';
import { type Attack, type AttackContext, type Outcome, worstOf } from './attack.ts';
import { keepRecords, narrowLattice, readRecords } from './landed-records.ts';
import { cubeOf } from './landed-versions.ts';
import { createRandom } from './seeded-random.ts';

const from = 'tenancies';
const few = ruleParameters.minimumCount;
const deliveries = 4;
const arrivalsMost = 5;

/** A version as it was shown: per row of its cube the figure. */
interface ShownVersion extends EarlierCheck {
  readonly figures: ReadonlyMap<number, number>;
}

/**
 * Versions of one data set, of which each has a few records more in some neighbourhoods: in which version a record comes
 * is drawn by its neighbourhood and dwelling, so that small groups come at once.
 */
function drawVersions(records: Microdata): Microdata[] {
  const random = createRandom(13);
  const areas = records.values.get('area') ?? [];
  const dwellings = records.values.get('dwelling') ?? [];
  const waiting = new Map<string, number>();
  const arrival = Uint8Array.from(areas, (area, record) => {
    const place = `${area} ${dwellings[record]}`;
    const left = waiting.get(place) ?? deliveries * random.below(arrivalsMost + 1);
    waiting.set(place, left - 1);
    return left > 0 ? 1 + (left % deliveries) : 0;
  });
  return Array.from({ length: deliveries + 1 }, (_, version) =>
    keepRecords(records, (record) => (arrival[record] ?? 0) <= version),
  );
}

function show(lattice: Lattice, version: Microdata, earlier: readonly EarlierCheck[]): ShownVersion {
  const cube = countCube(lattice, 'records', version);
  const units = collectUnits(lattice, 'records', version);
  const { records: protection } = protectCube(
    { records: cube, units: { records: units }, earlier: { records: earlier } },
    ruleParameters,
  );
  const figures = new Map<number, number>();
  for (const [row, count] of cube.counts.entries()) {
    if (protection.rules[row] !== 0 || count === 0) continue;
    figures.set(row, perturbCount({ count, cellKey: cube.cellKeys[row] ?? 0 }, defaultParameters.countTable));
  }
  return { cube, protection, units, figures };
}

/** A13: what came with a delivery is the difference between what was shown before and after it. */
async function compareVersions({ demo }: AttackContext): Promise<Outcome[]> {
  const set = await demo.landed.get(from);
  const isKept = ({ name, kind }: { name: string; kind: string }) => kind === 'area' || name === 'dwelling';
  const lattice = narrowLattice(cubeOf(set, 'records'), isKept);
  const versions = drawVersions(await readRecords(demo.landed, set));
  const history = (isKnown: boolean): ShownVersion[] => {
    const shown: ShownVersion[] = [];
    for (const version of versions) shown.push(show(lattice, version, isKnown ? [...shown] : []));
    return shown;
  };
  const [held, open] = [history(true), history(false)];
  const changes = held.flatMap(({ cube: later }, after) =>
    held.slice(0, after).flatMap(({ cube: earlier }, before) =>
      [...later.counts.keys()].flatMap((row) => {
        const change = (later.counts[row] ?? 0) - (earlier.counts[row] ?? 0);
        return change > 0 && change < few ? [{ row, before, after }] : [];
      }),
    ),
  );
  const toldBy = (shown: readonly ShownVersion[]) =>
    changes.filter(({ row, before, after }) =>
      [before, after].every((version) => shown[version]?.figures.has(row)),
    );
  const share = (shown: readonly ShownVersion[]) => toldBy(shown).length / changes.length;
  return [
    {
      unit: 'share of changes of one to nine records between any two versions that are shown in both',
      gained: share(held),
      baseline: 0,
      unprotected: share(open),
      margin: 0,
      tried: `${deliveries} later deliveries of ${from}, ${changes.length} figures that changed by less than ${few}; without protection each version is checked by itself`,
    },
  ];
}

const laterVersions: Attack = {
  id: 'A13',
  title: 'Asking the same after every later delivery',
  on: 'server',
  run: async (context) => worstOf(await compareVersions(context)),
};

export const laterVersionAttacks: readonly Attack[] = [laterVersions];
