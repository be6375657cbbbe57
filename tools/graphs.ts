import { importsOf, type SourceFile } from './sources.ts';

/** Which may import which, by name. */
export type Graph = Readonly<Record<string, readonly string[]>>;

/** Where a graph and the folders it is about say different things, and where it goes round. */
export function judgeGraph(
  files: readonly SourceFile[],
  graph: Graph,
  nameOf: (path: string) => string | undefined,
): string[] {
  const folders = new Set(files.map(({ path }) => nameOf(path)).filter((name) => name !== undefined));
  const used = edgesOf(files, nameOf);
  const edges = Object.entries(graph).flatMap(([from, targets]) => targets.map((to) => [from, to] as const));
  return [
    ...[...folders].filter((name) => graph[name] === undefined).map((name) => `${name} is not in the graph`),
    ...Object.keys(graph)
      .filter((name) => !folders.has(name))
      .map((name) => `${name} is in the graph without a folder`),
    ...edges
      .filter(([from, to]) => !used.has(`${from} ${to}`))
      .map(([from, to]) => `nothing uses the edge of the graph from ${from} to ${to}`),
    ...findCircles(graph).map((circle) => `the graph goes round through ${circle.join(', ')}`),
  ];
}

function edgesOf(
  files: readonly SourceFile[],
  nameOf: (path: string) => string | undefined,
): ReadonlySet<string> {
  return new Set(
    files.flatMap((file) => importsOf(file).map((target) => `${nameOf(file.path)} ${nameOf(target)}`)),
  );
}

/** Files that cannot be read without each other. A type that both need belongs in a file below them. */
export function judgeCircles(files: readonly SourceFile[]): string[] {
  const graph = Object.fromEntries(files.map((file) => [file.path, importsOf(file)]));
  return findCircles(graph).map(
    (circle) => `these files import each other in a circle: ${circle.join(', ')}`,
  );
}

/** The sets of names of which each reaches every other, by Tarjan's algorithm; each set in order of name. */
export function findCircles(graph: Graph): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const open: string[] = [];
  const visit = (name: string): number => {
    const own = order.size;
    order.set(name, own);
    open.push(name);
    let lowest = own;
    for (const next of graph[name] ?? []) {
      if (!order.has(next)) lowest = Math.min(lowest, visit(next));
      else if (open.includes(next)) lowest = Math.min(lowest, order.get(next) ?? own);
    }
    if (lowest === own) {
      const circle = open.splice(open.indexOf(name));
      if (circle.length > 1 || graph[name]?.includes(name) === true) circles.push(circle.sort());
    }
    return lowest;
  };
  for (const name of Object.keys(graph)) if (!order.has(name)) visit(name);
  return circles;
}
