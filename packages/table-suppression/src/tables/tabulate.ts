import type { CellSystem, Relation, SystemCell } from './system.ts';

/** How the codes of one variable add up: each code with the codes right below it. The root is the total. */
export interface Hierarchy {
  readonly root: string;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** The finest grain: a code for each variable, and the value that belongs to it. */
export interface Leaf {
  readonly codes: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One published table: its variables, each with the way its codes add up. */
export type TableDefinition = Readonly<Record<string, Hierarchy>>;

export interface Tabulated {
  readonly system: CellSystem;
  /** The positions of the cells of each table, in the order of the definitions. */
  readonly tables: readonly (readonly number[])[];
  /** For each cell, the positions in `leaves` that are counted in it. */
  readonly leavesOf: readonly (readonly number[])[];
  /** The position of the cell with these codes (a variable that is absent, or at its root, is the total). */
  find(codes: Readonly<Record<string, string>>): number | undefined;
}

/** A total with the given codes under it. */
export function flatHierarchy(codes: Iterable<string>, root = 'total'): Hierarchy {
  return { root, children: new Map([[root, [...new Set(codes)]]]) };
}

/** A total, groups under it, and the finest codes under the groups: from pairs of finest code and its group. */
export function groupedHierarchy(
  pairs: Iterable<readonly [code: string, group: string]>,
  root = 'total',
): Hierarchy {
  const groups = new Map<string, string[]>();
  for (const [code, group] of pairs) {
    const under = groups.get(group) ?? [];
    if (!under.includes(code)) under.push(code);
    groups.set(group, under);
  }
  return { root, children: new Map([[root, [...groups.keys()]], ...groups]) };
}

/**
 * Combines linked tables of the same units into one system. Cells with the same codes are one cell, whatever their
 * table; every sum along every hierarchy is a relation, zero cells included. With `finestGrain` the leaves themselves
 * take part as cells that were never shown, which ties tables together that group one variable in different ways.
 * @throws RangeError when a leaf has a code that no hierarchy of a table knows
 */
export function tabulate(
  leaves: readonly Leaf[],
  definitions: readonly TableDefinition[],
  options: { readonly finestGrain?: boolean } = {},
): Tabulated {
  const cells: SystemCell[] = [];
  const leavesOf: number[][] = [];
  const positions = new Map<string, number>();
  const roots = new Map<string, Set<string>>();
  for (const definition of definitions) {
    for (const [variable, { root }] of Object.entries(definition)) {
      roots.set(variable, (roots.get(variable) ?? new Set()).add(root));
    }
  }
  const keyOf = (codes: Readonly<Record<string, string>>): string =>
    Object.keys(codes)
      .filter((variable) => !roots.get(variable)?.has(codes[variable] ?? ''))
      .sort()
      .map((variable) => `${variable}=${codes[variable]}`)
      .join(' ') || 'total';
  const place = (
    codes: Readonly<Record<string, string>>,
    counted: readonly number[],
    hidden: boolean,
  ): number => {
    const id = keyOf(codes);
    const known = positions.get(id);
    if (known !== undefined) return known;
    const value = counted.reduce((sum, leaf) => sum + (leaves[leaf]?.value ?? 0), 0);
    positions.set(id, cells.length);
    leavesOf.push([...counted]);
    return cells.push({ id, value, ...(hidden ? { neverShown: true } : {}) }) - 1;
  };
  const relations: Relation[] = [];
  const tables = definitions.map((definition) => layTable(leaves, definition, { place, relations }));
  if (options.finestGrain === true) tieToLeaves(leaves, { place, relations, leavesOf, cells: cells.length });
  return {
    system: { cells, relations: distinctRelations(relations) },
    tables,
    leavesOf,
    find: (codes) => positions.get(keyOf(codes)),
  };
}

interface Laying {
  place(codes: Readonly<Record<string, string>>, counted: readonly number[], hidden: boolean): number;
  readonly relations: Relation[];
}

function layTable(
  leaves: readonly Leaf[],
  definition: TableDefinition,
  { place, relations }: Laying,
): number[] {
  const variables = Object.keys(definition);
  const nodes = variables.map((variable) => codesUnder(definition[variable]));
  const holders = variables.map((variable) => ancestors(definition[variable]));
  const counted = new Map<string, number[]>();
  for (const [position, { codes }] of leaves.entries()) {
    let keys: string[][] = [[]];
    for (const [axis, variable] of variables.entries()) {
      const chain = holders[axis]?.get(codes[variable] ?? '');
      if (chain === undefined)
        throw new RangeError(`No hierarchy of ${variable} knows the code ${codes[variable]}`);
      keys = keys.flatMap((key) => chain.map((code) => [...key, code]));
    }
    for (const key of keys) {
      const joined = JSON.stringify(key);
      const there = counted.get(joined);
      if (there === undefined) counted.set(joined, [position]);
      else there.push(position);
    }
  }
  const codesOf = (key: readonly string[]): Record<string, string> =>
    Object.fromEntries(variables.map((variable, axis) => [variable, key[axis] ?? '']));
  const cellAt = (key: readonly string[]): number =>
    place(codesOf(key), counted.get(JSON.stringify(key)) ?? [], false);
  const all = product(nodes);
  const placed = all.map(cellAt);
  for (const [index, key] of all.entries()) {
    for (const [axis, variable] of variables.entries()) {
      const under = definition[variable]?.children.get(key[axis] ?? '');
      if (under === undefined || under.length === 0) continue;
      const parts = under.map((code) => cellAt([...key.slice(0, axis), code, ...key.slice(axis + 1)]));
      relations.push({ total: placed[index] ?? 0, parts });
    }
  }
  return placed;
}

/** Only cells right at the bottom of their table need it: the cells above follow from them. */
function tieToLeaves(
  leaves: readonly Leaf[],
  {
    place,
    relations,
    leavesOf,
    cells,
  }: Laying & { readonly leavesOf: readonly number[][]; readonly cells: number },
): void {
  const own = leaves.map(({ codes }, position) => place(codes, [position], true));
  const totals = new Set(relations.map(({ total }) => total));
  for (let cell = 0; cell < cells; cell++) {
    const counted = leavesOf[cell] ?? [];
    const parts = counted.map((leaf) => own[leaf] ?? 0);
    if (!totals.has(cell) && parts.length > 0 && parts[0] !== cell) relations.push({ total: cell, parts });
  }
}

function codesUnder(hierarchy: Hierarchy | undefined): string[] {
  if (hierarchy === undefined) return [];
  const walk = (code: string): string[] => [code, ...(hierarchy.children.get(code) ?? []).flatMap(walk)];
  return walk(hierarchy.root);
}

/** For each finest code: itself and all codes above it. */
function ancestors(hierarchy: Hierarchy | undefined): Map<string, string[]> {
  const found = new Map<string, string[]>();
  if (hierarchy === undefined) return found;
  const walk = (code: string, above: readonly string[]): void => {
    const chain = [...above, code];
    const under = hierarchy.children.get(code) ?? [];
    if (under.length === 0) found.set(code, chain);
    for (const child of under) walk(child, chain);
  };
  walk(hierarchy.root, []);
  return found;
}

function product(axes: readonly (readonly string[])[]): string[][] {
  return axes.reduce<string[][]>(
    (keys, codes) => keys.flatMap((key) => codes.map((code) => [...key, code])),
    [[]],
  );
}

function distinctRelations(relations: readonly Relation[]): Relation[] {
  const seen = new Map<string, Relation>();
  for (const relation of relations) {
    const key = `${relation.total}:${[...relation.parts].sort((one, other) => one - other).join(',')}`;
    if (relation.parts.length > 1 || relation.parts[0] !== relation.total) seen.set(key, relation);
  }
  return [...seen.values()];
}
