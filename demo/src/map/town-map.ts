import { apportion, type Random } from '../random.ts';
import { type Cell, layOutTown } from './banks.ts';
import { distance, merge, type Point, type Ring, snap } from './geometry.ts';
import { districtNames, neighbourhoodNames } from './names-of-areas.ts';

export interface Neighbourhood {
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly inhabitants: number;
  /** Kilometres from the middle of the town. */
  readonly fromCentre: number;
  readonly ring: Ring;
}

export interface District {
  readonly code: string;
  readonly name: string;
  readonly rings: readonly Ring[];
}

export interface TownMap {
  readonly code: string;
  readonly name: string;
  readonly neighbourhoods: readonly Neighbourhood[];
  readonly districts: readonly District[];
}

const townCode = 'GM9999';
const townName = 'Voorbeeldstad';
const townInhabitants = 44_000;

const marketSquare: Point = [-0.5, 0.55];
const industrialEstates = [64, 97, 138];

const fromCentre = ({ middle }: Cell) => distance(middle, marketSquare);
const byDistance = (left: Cell, right: Cell) => fromCentre(left) - fromCentre(right);

function groupsByDistance(cells: readonly Cell[]): Cell[][] {
  const groups = [...new Set(cells.map(({ group }) => group))];
  return groups
    .map((group) => cells.filter((cell) => cell.group === group).sort(byDistance))
    .sort((left, right) => meanDistance(left) - meanDistance(right));
}

function meanDistance(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + fromCentre(cell), 0) / cells.length;
}

/** Fewer people towards the edge, and hardly any in the three outermost areas: they are industrial estates. */
function populate(cells: readonly Cell[], random: Random): number[] {
  const outermost = [...cells].sort((left, right) => byDistance(right, left)).slice(0, 3);
  const weights = cells.map((cell) =>
    outermost.includes(cell) ? 0 : (0.55 + random.next()) * Math.exp(-fromCentre(cell) / 5),
  );
  const housed = apportion(
    townInhabitants - industrialEstates.reduce((sum, count) => sum + count, 0),
    weights,
  );
  return cells.map((cell, k) => industrialEstates[outermost.indexOf(cell)] ?? housed[k] ?? 0);
}

export function createTownMap(random: Random): TownMap {
  const groups = groupsByDistance(layOutTown(random));
  const cells = groups.flat();
  const rings = snap(
    cells.map(({ ring }) => ring),
    1e-6,
  );
  const inhabitants = populate(cells, random.fork('inhabitants'));
  const neighbourhoods = cells.map((cell, k): Neighbourhood => {
    const district = groups.findIndex((group) => group.includes(cell));
    const order = groups[district]?.indexOf(cell) ?? 0;
    return {
      code: `BU9999${String(district).padStart(2, '0')}${String(order).padStart(2, '0')}`,
      name: neighbourhoodNames[k] ?? `Buurt ${k + 1}`,
      district: `WK9999${String(district).padStart(2, '0')}`,
      inhabitants: inhabitants[k] ?? 0,
      fromCentre: fromCentre(cell),
      ring: rings[k] ?? [],
    };
  });
  const districts = groups.map((_, k): District => {
    const code = `WK9999${String(k).padStart(2, '0')}`;
    const members = neighbourhoods.filter(({ district }) => district === code);
    return { code, name: districtNames[k] ?? `Wijk ${k + 1}`, rings: merge(members.map(({ ring }) => ring)) };
  });
  return { code: townCode, name: townName, neighbourhoods, districts };
}
