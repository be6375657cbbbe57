import type { Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import { classesWithin } from './blocks.ts';
import { createBoxes, type Part } from './boxes.ts';
import { createClassKernel, createCombinationKernel, type Kernel } from './kernel.ts';
import { createNameOf } from './readings.ts';

/** What an attacker does not know, and how the sets of a cube are made of it. */
export interface Unknowns {
  /**
   * Sets with the same members are the same unknowns. Otherwise two sets with the same members can differ in finest
   * combinations that happen to be empty.
   */
  readonly areOfMembers: boolean;
  /** What a part of the data has of each set; undefined where such a part cannot be looked at alone. */
  within(part: Part): UnknownsWithin | undefined;
}

/** The sets of a cube within a part of the data. */
export interface UnknownsWithin {
  readonly kernel: Kernel;
  /** Names what the part has of a row: rows with the same name have the same. Undefined where that is nothing. */
  nameOf(row: number): string | number | undefined;
}

/** Every finest combination is an unknown, or every class where classes are given. */
export function createUnknowns(cube: Cube, classes?: MembershipClasses): Unknowns {
  return {
    areOfMembers: classes !== undefined,
    within(part) {
      const nameOf = createNameOf(cube, createBoxes(cube.lattice, part));
      if (classes === undefined) return { kernel: createCombinationKernel(cube, part), nameOf };
      const own = classesWithin(cube, classes, part);
      return own && { kernel: createClassKernel(own), nameOf };
    },
  };
}
