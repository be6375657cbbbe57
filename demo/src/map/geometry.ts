export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];

export function areaOf(ring: Ring): number {
  return ring.reduce((sum, [x, y], k) => {
    const [nextX, nextY] = ring[(k + 1) % ring.length] ?? [x, y];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

export function centreOf(ring: Ring): Point {
  const area = areaOf(ring);
  let cx = 0;
  let cy = 0;
  ring.forEach(([x, y], k) => {
    const [nextX, nextY] = ring[(k + 1) % ring.length] ?? [x, y];
    const cross = x * nextY - nextX * y;
    cx += (x + nextX) * cross;
    cy += (y + nextY) * cross;
  });
  return [cx / (6 * area), cy / (6 * area)];
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

export function contains(ring: Ring, [x, y]: Point): boolean {
  let inside = false;
  ring.forEach(([ax, ay], k) => {
    const [bx, by] = ring[(k + 1) % ring.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

/** The part of the ring that lies nearer to `site` than to `other`. */
function nearerPart(ring: Ring, site: Point, other: Point): Point[] {
  const normal: Point = [other[0] - site[0], other[1] - site[1]];
  const middle: Point = [(site[0] + other[0]) / 2, (site[1] + other[1]) / 2];
  const side = ([x, y]: Point) => (x - middle[0]) * normal[0] + (y - middle[1]) * normal[1];
  const result: Point[] = [];
  ring.forEach((point, k) => {
    const next = ring[(k + 1) % ring.length] ?? point;
    const here = side(point);
    const there = side(next);
    if (here <= 0) result.push(point);
    if (here < 0 !== there < 0 && here !== there) {
      const share = here / (here - there);
      result.push([point[0] + share * (next[0] - point[0]), point[1] + share * (next[1] - point[1])]);
    }
  });
  return result;
}

/** Divides the outline in one cell per site: the points nearer to it than to the other sites. */
export function divide(outline: Ring, sites: readonly Point[]): Ring[] {
  return sites.map((site) =>
    sites.reduce<Ring>((ring, other) => (other === site ? ring : nearerPart(ring, site, other)), outline),
  );
}

/** Rings with shared corners made the very same point, so that neighbours fit without gaps. */
export function snap(rings: readonly Ring[], tolerance: number): Ring[] {
  const known: Point[] = [];
  const snapped = (point: Point) => {
    const found = known.find((other) => distance(other, point) < tolerance);
    if (found === undefined) known.push(point);
    return found ?? point;
  };
  return rings.map((ring) =>
    ring.map(snapped).filter((point, k, all) => point !== all[(k + 1) % all.length]),
  );
}

/** The outlines of the rings together: edges that two rings share fall away. The rings must be snapped. */
export function merge(rings: readonly Ring[]): Ring[] {
  const following = new Map<Point, Point[]>();
  const edges = rings.flatMap((ring) =>
    ring.map((point, k) => [point, ring[(k + 1) % ring.length] ?? point] as const),
  );
  for (const [from, to] of edges) {
    const back = following.get(to)?.indexOf(from) ?? -1;
    if (back >= 0) following.get(to)?.splice(back, 1);
    else following.set(from, [...(following.get(from) ?? []), to]);
  }
  const merged: Ring[] = [];
  for (const start of following.keys()) {
    let next = following.get(start)?.pop();
    if (next === undefined) continue;
    const ring: Point[] = [start];
    while (next !== undefined && next !== start) {
      ring.push(next);
      next = following.get(next)?.pop();
    }
    merged.push(ring);
  }
  return merged;
}
