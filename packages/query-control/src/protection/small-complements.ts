import { createComplements } from './complement.ts';
import type { ProtectionRule } from './rule.ts';

/**
 * Suppresses a figure when the complement in something askable around it is small: one subtracted from the other would
 * be a figure of that small group. All containers are tried, not only the next ones.
 */
export const smallComplements: ProtectionRule = {
  name: 'small-complement',
  decision: '0020',
  find: (cube, { parameters, suppressed: before }) => {
    const { containment, isSmall } = createComplements(cube, parameters.minimumCount);
    return {
      suppressed: before.map((isSuppressed, row) => {
        if (isSuppressed === 1 || cube.counts[row] === 0) return 0;
        return containment.someContainer(row, (container) => isSmall(row, container)) ? 1 : 0;
      }),
    };
  },
};
