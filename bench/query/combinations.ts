import type { Engine } from '@datalab/warehouse';

const columns = ['month', 'neighbourhood', 'age', 'category', 'channel'] as const;

/**
 * Makes sure that the columns are independent: of each two of them every combination occurs.
 * @throws Error which combinations do not
 */
export async function expectAllCombinations(engine: Engine): Promise<void> {
  for (const [at, one] of columns.entries()) {
    for (const other of columns.slice(at + 1)) {
      const [row] = await engine.run(`SELECT count(DISTINCT (${one}, ${other}))::DOUBLE AS found,
        (count(DISTINCT ${one}) * count(DISTINCT ${other}))::DOUBLE AS possible FROM reports`);
      if (row?.['found'] !== row?.['possible']) {
        throw new Error(
          `Of ${one} and ${other} only ${row?.['found']} of ${row?.['possible']} combinations occur.`,
        );
      }
    }
  }
}
