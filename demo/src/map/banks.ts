import type { Random } from '../random.ts';
import { centreOf, contains, distance, divide, type Point, type Ring } from './geometry.ts';

const riverHalfWidth = 0.07;
const candidatesPerSite = 12;

function riverAt(x: number): number {
  return -0.35 + 0.3 * Math.sin(1.1 * x + 0.6);
}

/** The edge of the town in kilometres around its middle, anticlockwise. */
function townEdge(random: Random): Ring {
  const phases = [random.next(), random.next(), random.next()].map((share) => share * 2 * Math.PI);
  return Array.from({ length: 90 }, (_, k) => {
    const angle = (k / 90) * 2 * Math.PI;
    const radius = [3, 5, 8].reduce(
      (sum, waves, wave) => sum + (0.07 / (wave + 1)) * Math.sin(waves * angle + (phases[wave] ?? 0)),
      1,
    );
    return [3.3 * radius * Math.cos(angle), 2.4 * radius * Math.sin(angle)];
  });
}

/** The part of the town on one side of the river, anticlockwise. */
function bankOf(edge: Ring, side: 1 | -1): Ring {
  const waterside = (x: number) => riverAt(x) + side * riverHalfWidth;
  const isOn = ([x, y]: Point) => side * (y - waterside(x)) > 0;
  const first = edge.findIndex((point, k) => isOn(point) && !isOn(edge.at(k - 1) ?? point));
  const turned = [...edge.slice(first), ...edge.slice(0, first)];
  const land = turned.filter(isOn);
  const from = land.at(-1) ?? [0, 0];
  const to = land[0] ?? [0, 0];
  const steps = 24;
  const shore = Array.from({ length: steps + 1 }, (_, k): Point => {
    const x = from[0] + ((to[0] - from[0]) * k) / steps;
    return [x, waterside(x)];
  });
  return [...land, ...shore];
}

/** Points spread over the bank: each the farthest of some tries, then twice moved to the middle of its cell. */
function spread(bank: Ring, count: number, random: Random): Point[] {
  const sites: Point[] = [];
  while (sites.length < count) {
    const tries: Point[] = [];
    while (tries.length < candidatesPerSite) {
      const point: Point = [8 * (random.next() - 0.5), 6 * (random.next() - 0.5)];
      if (contains(bank, point)) tries.push(point);
    }
    const room = (point: Point) => Math.min(...sites.map((site) => distance(site, point)));
    sites.push(tries.reduce((best, point) => (room(point) > room(best) ? point : best)));
  }
  const once = divide(bank, sites).map(centreOf);
  return divide(bank, once).map(centreOf);
}

/** Groups of neighbouring points (k-means from points far apart); the group of each point. */
function group(points: readonly Point[], groups: number): number[] {
  let middles: Point[] = [points[0] ?? [0, 0]];
  while (middles.length < groups) {
    const room = (point: Point) => Math.min(...middles.map((middle) => distance(middle, point)));
    middles = [...middles, points.reduce((best, point) => (room(point) > room(best) ? point : best))];
  }
  const nearest = (point: Point) =>
    middles.reduce(
      (best, middle, k) => (distance(middle, point) < distance(middles[best] ?? middle, point) ? k : best),
      0,
    );
  for (let round = 0; round < 12; round++) {
    const grouped = points.map(nearest);
    middles = middles.map((middle, k) => {
      const members = points.filter((_, index) => grouped[index] === k);
      if (members.length === 0) return middle;
      const mean = (axis: 0 | 1) => members.reduce((sum, point) => sum + point[axis], 0) / members.length;
      return [mean(0), mean(1)];
    });
  }
  return points.map(nearest);
}

export interface Cell {
  readonly ring: Ring;
  readonly middle: Point;
  /** Number of the group of cells, over both banks. */
  readonly group: number;
}

/** The town as cells in groups, on both sides of its river. */
export function layOutTown(random: Random): Cell[] {
  const edge = townEdge(random.fork('edge'));
  const banks = [
    { side: 1 as const, cells: 28, groups: 5, before: 0 },
    { side: -1 as const, cells: 17, groups: 4, before: 5 },
  ];
  return banks.flatMap(({ side, cells, groups, before }) => {
    const bank = bankOf(edge, side);
    const sites = spread(bank, cells, random.fork(`bank ${side}`));
    const grouped = group(sites, groups);
    return divide(bank, sites).map((ring, k) => ({
      ring,
      middle: sites[k] ?? [0, 0],
      group: before + (grouped[k] ?? 0),
    }));
  });
}
