import { buildLattice, type Dimension } from '@datalab/query-control';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { AreaDivision } from '../areas/areas.ts';
import { createLake, type Lake, type LakeRow, personContract } from '../lake/lake.testing.ts';
import type { SourceContract } from '../lake/source.ts';
import { labelsOf } from '../question/labels.ts';
import { describeDataSet } from './describe-data-set.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

const months = ['2023-11', '2023-12', '2024-01'];
const areas = ['BU99990001', 'BU99990002', 'BU99990103'];
const categories = ['litter', 'noise', 'other'];
/** The column `kind` has values that landing made coarser: no list of them is registered. */
const contract: SourceContract = {
  ...personContract,
  columns: [
    ...personContract.columns,
    { name: 'kind', role: 'dimension', logicalType: 'string', coarsened: true },
  ],
};

type Group = Pick<LakeRow, 'month' | 'neighbourhood' | 'category'> & { readonly kind: string | null };

function groupOf(some: { readonly [Key in keyof Group]: readonly Group[Key][] }): fc.Arbitrary<Group> {
  return fc.record({
    month: fc.constantFrom(...some.month),
    neighbourhood: fc.constantFrom(...some.neighbourhood),
    category: fc.constantFrom(...some.category),
    kind: fc.constantFrom(...some.kind),
  });
}

/** Groups that are large enough to be known of, and one of a few people that may have anything of its own. */
const crowds = fc.array(
  groupOf({ month: months, neighbourhood: areas, category: categories, kind: ['group a', 'group b'] }),
  { minLength: 2, maxLength: 5 },
);
const few = fc.record({
  group: groupOf({
    month: [...months, '2022-06', '2024-06', null],
    neighbourhood: [...areas, 'BU99990999', 'BU88880001', null],
    category: [...categories, null],
    kind: ['group a', 'group of a few', null],
  }),
  persons: fc.integer({ min: 1, max: 9 }),
  recordsEach: fc.integer({ min: 1, max: 20 }),
});

const division: AreaDivision = {
  year: 2024,
  neighbourhoods: new Map(
    areas.map((code) => [
      code,
      { code, name: code, district: `WK${code.slice(2, 8)}`, municipality: 'GM9999' },
    ]),
  ),
  districts: new Map(),
  municipalities: new Map(),
};

function rowsOf(groups: readonly Group[]): Partial<LakeRow>[] {
  return groups.flatMap((group, at) =>
    Array.from({ length: 12 }, (_, index) => ({ ...group, person: `p${at} ${index}` })),
  );
}

/** What can stand in the rows of a table, by dimension. */
async function listOf(
  rows: readonly Partial<LakeRow>[],
  unit: 'records' | 'persons',
  areasGiven: AreaDivision | undefined,
): Promise<[string, (string | null)[]][]> {
  const source = await lake.land('reports', contract, rows);
  const version = { source, linked: new Map(), minimumCount: 10, areas: areasGiven };
  const { dimensions } = buildLattice(await describeDataSet(lake.engine, version), unit);
  return dimensions.flatMap((dimension) =>
    levelsOf(dimension).map((level): [string, (string | null)[]] => [
      `${dimension.name} ${level}`,
      [...new Set(labelsOf(dimension, { key: level, axis: dimension.name, level }))].filter(
        (label) => label !== undefined,
      ),
    ]),
  );
}

function levelsOf({ name }: Dimension): readonly string[] {
  if (name === 'time') return ['month', 'quarter', 'year'];
  return name === 'area' ? ['neighbourhood', 'district', 'municipality'] : ['value'];
}

describe('what the rows of a table can be', () => {
  it('is the same whether or not a group of one to nine people exists', async () => {
    const setting = fc.record({
      groups: crowds,
      added: few,
      unit: fc.constantFrom('records' as const, 'persons' as const),
      given: fc.constantFrom(undefined, division),
    });
    let different = 0;
    await fc.assert(
      fc.asyncProperty(setting, async ({ groups, added, unit, given }) => {
        const crowd = rowsOf(groups);
        const extra = Array.from({ length: added.persons * added.recordsEach }, (_, record) => ({
          ...added.group,
          person: `few ${record % added.persons}`,
        }));
        const without = await listOf(crowd, unit, given);
        expect(await listOf([...crowd, ...extra], unit, given)).toEqual(without);
        different += JSON.stringify(without).includes(JSON.stringify(added.group.month)) ? 0 : 1;
      }),
      { numRuns: runs(30, 400) },
    );
    expect(different).toBeGreaterThan(0);
  });
});
