import { isDominated } from '../cell-key/sums.ts';
import type { ProtectionRule } from './rule.ts';

/**
 * Suppresses numbers of records that say much about few people: where fewer contributors than the minimum stand behind
 * them, or where the p% rule holds over the two persons with the most records. A record that names nobody is a
 * contributor by itself. A cube of persons has nothing to find.
 */
export const dominance: ProtectionRule = {
  name: 'dominance',
  decision: '0019',
  find: ({ unit, counts, contributors, largest }, { parameters }) => ({
    suppressed: Uint8Array.from(counts, (count, row) => {
      if (unit === 'persons' || count === 0) return 0;
      if ((contributors[row] ?? 0) < parameters.minimumCount) return 1;
      const two = [largest[2 * row] ?? 0, largest[2 * row + 1] ?? 0];
      return isDominated(count, two, parameters.dominancePercent) ? 1 : 0;
    }),
  }),
};
