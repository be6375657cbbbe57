import type { Cube } from '../cube/cube.ts';
import type { Dimension } from '../lattice/lattice.ts';
import { recordsPerPersonBands } from '../lattice/records-per-person.ts';
import { findDependency, finestValues } from './functional-dependencies.ts';
import type { ProtectionRule } from './rule.ts';

/**
 * Suppresses what everybody in a group has. An attribute is a dimension that says what people have or are. A group is
 * a node without the attribute; when all of it has one value, every node that divides the group by the attribute is
 * suppressed, the zeros included: they would say the same. Of persons each must have the value, whatever others it has
 * besides. No value, absence from another data set and a single record are not secrets; records that name nobody say
 * nothing about persons; and what follows from another category of the group is known.
 */
export const groupDisclosure: ProtectionRule = {
  name: 'group-disclosure',
  decision: '0022',
  isAboutDescription: true,
  find: (cube) => {
    const { size, nodes, lattice } = cube;
    const width = lattice.dimensions.length;
    const attributes = lattice.dimensions.flatMap((dimension, at) =>
      isAttribute(dimension) ? [createAttribute(cube, at)] : [],
    );
    const suppressed = new Uint8Array(size);
    for (let row = 0; row < size; row++) {
      const group = [...nodes.subarray(row * width, (row + 1) * width)];
      for (const attribute of attributes) {
        if (group[attribute.at] !== 0 || !attribute.isUniform(group, row)) continue;
        for (const part of attribute.partsOf(group)) suppressed[part] = 1;
      }
    }
    return { suppressed };
  },
};

/** Whether a value says what a person has or is; a dimension with one registered value says nothing about anybody. */
function isAttribute({ kind, finest }: Dimension): boolean {
  return kind !== 'area' && kind !== 'time' && finest.filter((value) => value !== null).length > 1;
}

interface Attribute {
  readonly at: number;
  /** Whether all of a group have one value that is a secret. */
  isUniform(group: number[], row: number): boolean;
  /** The rows of the nodes that divide a group by the attribute. */
  partsOf(group: readonly number[]): number[];
}

function createAttribute(cube: Cube, at: number): Attribute {
  const { dimensions } = cube.lattice;
  const dimension = dimensions[at] ?? { kind: 'category', finest: [], values: [] };
  const values = finestValues(dimensions[at]);
  const dividing = [...dimension.values.entries()]
    .filter(([, { codes }]) => codes.length < dimension.finest.length)
    .map(([value]) => value + 1);
  const secrets = [...values].filter(([code]) => isSecret(dimension, code)).map(([, value]) => value);
  const nobody = dimension.kind === 'category' ? undefined : values.get(dimension.finest.indexOf(null));
  const dependencies = dimension.kind === 'category' ? dependenciesOn(cube, at) : [];
  const rowOf = (group: readonly number[], value: number): number | undefined =>
    cube.rowOf(group.with(at, value));
  const count = (group: readonly number[], value: number | undefined): number =>
    value === undefined ? 0 : (cube.counts[rowOf(group, value) ?? -1] ?? 0);
  return {
    at,
    partsOf: (group) => dividing.flatMap((value) => rowOf(group, value) ?? []),
    isUniform: (group, row) => {
      const whole = cube.counts[row] ?? 0;
      if (whole === 0 || rowOf(group, 1) === undefined) return false;
      const size = whole - count(group, nobody);
      const isShared = secrets.some((value) => isEverybody(size, count(group, value)));
      return isShared && !dependencies.some((follows) => follows(group));
    },
  };
}

function isEverybody(size: number, having: number): boolean {
  return size > 0 && having === size;
}

function isSecret({ kind, finest }: Pick<Dimension, 'kind' | 'finest'>, code: number): boolean {
  const value = finest[code];
  if (value === null || value === undefined) return false;
  if (kind === 'link') return value === 'yes';
  return kind !== 'band' || value !== recordsPerPersonBands[0];
}

/** Per category that decides an attribute: whether the values of a group leave only one value of the attribute. */
function dependenciesOn(cube: Cube, on: number): ((group: readonly number[]) => boolean)[] {
  const { dimensions } = cube.lattice;
  return dimensions.flatMap((dimension, of) => {
    if (of === on || dimension.kind !== 'category' || !isAttribute(dimension)) return [];
    const follows = findDependency(cube, of, on);
    if (!follows) return [];
    return (group: readonly number[]): boolean => {
      const codes = dimension.values[(group[of] ?? 0) - 1]?.codes ?? [];
      const told = codes.flatMap((code) => follows.get(code) ?? []);
      return codes.every((code) => dimension.finest[code] !== null) && new Set(told).size === 1;
    };
  });
}
