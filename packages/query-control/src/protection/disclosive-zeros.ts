import { createComplements } from './complement.ts';
import type { ProtectionRule } from './rule.ts';

/**
 * Suppresses zeros that say of each member of a small group what it has not: a zero within an askable group of 1 up to
 * the minimum, and a figure that equals a figure around it (nobody is in the complement) where that complement lies in
 * a small complement of the same two with other values. So a person who stands alone changes nothing by having one
 * value or another. Where and when by themselves say nothing about people.
 */
export const disclosiveZeros: ProtectionRule = {
  name: 'disclosive-zero',
  decision: '0021',
  isAboutDescription: true,
  find: (cube, { parameters, suppressed: before }) => {
    const { counts, contributors } = cube;
    const { containment, isSmall } = createComplements(cube, parameters.minimumCount);
    const isSmallGroup = (row: number): boolean => {
      const size = contributors[row] ?? 0;
      return size >= 1 && size < parameters.minimumCount;
    };
    const isDisclosivePair = (row: number, container: number): boolean =>
      counts[row] === counts[container] &&
      containment.agreeOnPeople(row, container) &&
      containment.someRelaxedPair(row, container, isSmall);
    return {
      suppressed: before.map((isSuppressed, row) => {
        if (isSuppressed === 1) return 0;
        const isFound =
          counts[row] === 0
            ? containment.someContainer(row, isSmallGroup)
            : containment.someContainer(row, (container) => isDisclosivePair(row, container));
        return isFound ? 1 : 0;
      }),
    };
  },
};
