import type { Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import { keepClasses } from './blocks.ts';
import { createBoxes, type Part } from './boxes.ts';
import type { Exceptions } from './exceptions.ts';
import { addKernels, combinationVariance, createClassKernel, createCombinationKernel } from './kernel.ts';
import { createNameOf } from './readings.ts';
import { absentCode } from './trajectories.ts';
import type { Unknowns } from './unknowns.ts';

/**
 * The unknowns of several checks: the number in each finest combination of what is regular, and the number of each class
 * of exceptions. Of overlapping persons all are classes.
 */
export function createJoinedUnknowns(cube: Cube, exceptions: Exceptions, areClasses: boolean): Unknowns {
  return {
    areOfMembers: areClasses,
    within(part) {
      const held = classesHeld(exceptions, part);
      if (areClasses && held.some((one) => one === 'across')) return undefined;
      const own = keepClasses(
        exceptions,
        Uint8Array.from(held, (one) => (one === 'within' ? 1 : 0)),
      );
      const nameOf = createJoinedName(cube, own, part, areClasses);
      if (areClasses) return { kernel: createClassKernel(own), nameOf };
      const regular = createCombinationKernel(cube, part);
      return { kernel: addKernels(regular, createClassKernel(own, combinationVariance)), nameOf };
    },
  };
}

/**
 * Who knows everything outside a part knows a class of units that were ever outside it: it is no unknown of the part.
 */
function classesHeld(
  { size, combinationStarts, codes }: Exceptions,
  part: Part,
): ('within' | 'outside' | 'across')[] {
  return Array.from({ length: size }, (_, number) => {
    let within = 0;
    const from = combinationStarts[number] ?? 0;
    const to = combinationStarts[number + 1] ?? 0;
    for (let at = from; at < to; at++) {
      const isWithin = part.every((held, dimension) => {
        const code = codes[dimension]?.[at] ?? 0;
        return held === undefined || code === absentCode || held.has(code);
      });
      if (isWithin) within += 1;
    }
    if (within === to - from) return 'within';
    return within === 0 ? 'outside' : 'across';
  });
}

/** Sets with the same name have the same regular combinations and the same classes. */
function createJoinedName(
  cube: Cube,
  { starts, classes }: MembershipClasses,
  part: Part,
  areClasses: boolean,
): (row: number) => string | undefined {
  const nameOfBox = createNameOf(cube, createBoxes(cube.lattice, part));
  const lists = new Map<string, number>();
  const listOf = Int32Array.from({ length: cube.size }, (_, row) => {
    const own = classes.subarray(starts[row] ?? 0, starts[row + 1] ?? 0);
    if (own.length === 0) return -1;
    const name = hashesOf(own);
    const number = lists.get(name) ?? lists.size;
    lists.set(name, number);
    return number;
  });
  return (row) => {
    const box = areClasses ? undefined : nameOfBox(row);
    const list = listOf[row] ?? -1;
    return box === undefined && list < 0 ? undefined : `${box ?? ''}/${list}`;
  };
}

/** 64 bits and the length of a list of classes: two lists look the same once in 10^19. */
function hashesOf(numbers: Uint32Array): string {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  for (const number of numbers) {
    one = Math.imul(one ^ number, 0x01000193) ^ (one >>> 15);
    other = Math.imul(other ^ Math.imul(number + 1, 0x85ebca6b), 0xc2b2ae35) ^ (other >>> 13);
  }
  return `${numbers.length} ${one} ${other}`;
}
