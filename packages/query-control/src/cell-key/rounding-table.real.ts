import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookupNoiseAt } from './p-table.ts';
import { createRoundingTable } from './rounding-table.ts';

const file = new URL('../../../../../shared/data/disclosure/ons_ptable_10_5_compact.csv', import.meta.url);

describe.skipIf(!existsSync(file))('the shipped table of the Office for National Statistics (G13)', () => {
  it('is the same in all 750 rows', () => {
    const table = createRoundingTable({ base: 5, below: 10, rows: 750, repeat: 250 });
    const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    expect(rows).toHaveLength(750);
    for (const row of rows) {
      const [count = Number.NaN, , , change = Number.NaN] = row.split(',').map(Number);
      expect(lookupNoiseAt(table, count, 0.5)).toBe(change);
    }
  });
});
