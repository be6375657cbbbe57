import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Contribution, groupByHolder } from './contributions.ts';
import { judgeCell, type RuleSet } from './rules.ts';

const folder = new URL('../../../../../shared/data/disclosure/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

interface ExpectedCase {
  readonly primair?: readonly boolean[];
  readonly gewogen_totaal?: readonly number[];
  readonly dominant2?: readonly number[];
}

function readCells(weighted: boolean, byHolder: boolean): Contribution[][] {
  const cells = new Map<string, Contribution[]>();
  const rows = read('dominantie_microdata.csv').trim().split('\n').slice(1);
  for (const [at, row] of rows.entries()) {
    const [cell = '', value, weight, holder = ''] = row.split(',');
    const contribution = {
      holder: byHolder ? holder : String(at),
      value: Number(value),
      weight: weighted ? Number(weight) : 1,
    };
    cells.set(cell, [...(cells.get(cell) ?? []), contribution]);
  }
  return [...cells.values()];
}

describe.skipIf(!existsSync(folder))('the dominance vectors of Statistics Norway (G8)', () => {
  const cases = (): readonly ExpectedCase[] => JSON.parse(read('dominantie_verwacht.json')).gevallen;
  const unsafe = (rules: RuleSet) =>
    readCells(true, false).map((cell) => judgeCell(cell, rules).kind === 'sensitive');

  it('are met with values against weighted totals, and so are the totals', () => {
    const rules: RuleSet = {
      rules: [
        { kind: 'dominance', n: 1, k: 70 },
        { kind: 'dominance', n: 2, k: 90 },
      ],
    };
    expect(unsafe(rules)).toEqual(cases()[0]?.primair);
    expect(readCells(true, false).map((cell) => groupByHolder(cell).total)).toEqual(
      cases()[0]?.gewogen_totaal,
    );
  });

  it('are met with weights that count units', () => {
    const rules: RuleSet = { rules: [{ kind: 'dominance', n: 2, k: 90 }], weights: 'units' };
    expect(unsafe(rules)).toEqual(cases()[1]?.primair);
  });

  it('are met by holder: the two largest holders have all but a tenth or all', () => {
    const shares = readCells(false, true).map((cell) => {
      const { contributors, total } = groupByHolder(cell);
      return contributors.slice(0, 2).reduce((sum, { value }) => sum + value, 0) / total;
    });
    expect(shares).toEqual(cases()[2]?.dominant2);
  });
});
