import { sharesToPTable } from './p-table.ts';

/** The p-table of the example in the Handbook on SDC. */
export const handbook = sharesToPTable([
  [{ noise: 0, probability: 1 }],
  [
    { noise: -1, probability: 0.5 },
    { noise: 1, probability: 0.5 },
  ],
  [
    { noise: 0, probability: 0.8 },
    { noise: 1, probability: 0.2 },
  ],
  [
    { noise: -1, probability: 0.3 },
    { noise: 0, probability: 0.4 },
    { noise: 1, probability: 0.3 },
  ],
]);
