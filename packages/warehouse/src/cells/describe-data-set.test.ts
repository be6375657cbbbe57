import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AreaDivision } from '../areas/areas.ts';
import {
  createLake,
  incidentContract,
  type Lake,
  type LakeRow,
  personContract,
  populationContract,
} from '../lake/lake.testing.ts';
import type { SourceContract } from '../lake/source.ts';
import { type DescribedVersion, describeDataSet } from './describe-data-set.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

const row: LakeRow = {
  month: '2024-03',
  neighbourhood: 'BU04790101',
  category: 'noise',
  amount: 1,
  person: 'anna',
};

const times = (count: number, change: (index: number) => Partial<LakeRow>): LakeRow[] =>
  Array.from({ length: count }, (_, index) => ({ ...row, ...change(index) }));

async function describeRows(
  rows: readonly Partial<LakeRow>[],
  { contract = personContract, ...setting }: Partial<DescribedVersion> & { contract?: SourceContract } = {},
) {
  const source = await lake.land('reports', contract, rows);
  return describeDataSet(lake.engine, { source, linked: new Map(), minimumCount: 10, ...setting });
}

const division: AreaDivision = {
  year: 2024,
  neighbourhoods: new Map(
    ['BU04790101', 'BU04790102'].map((code) => [
      code,
      { code, name: code, district: 'WK047901', municipality: 'GM0479' },
    ]),
  ),
  districts: new Map([['WK047901', { code: 'WK047901', name: 'Centre', municipality: 'GM0479' }]]),
  municipalities: new Map([['GM0479', { code: 'GM0479', name: 'Town' }]]),
};

const extended = (column: SourceContract['columns'][number]): SourceContract => ({
  ...personContract,
  columns: [...personContract.columns, column],
});

describe('the description of a landed version', () => {
  it('says the first and the last month, and whether records lack one', async () => {
    const { time } = await describeRows([
      { ...row, month: '2024-02' },
      { ...row, month: '2023-11' },
    ]);
    expect(time).toEqual({ from: '2023-11', to: '2024-02', hasNoValue: false });
    const some = await describeRows([
      ...times(10, (index) => ({ person: `person ${index}` })),
      ...times(10, (index) => ({ person: `person ${index}`, month: null })),
    ]);
    expect(some.time).toEqual({ from: '2024-03', to: '2024-03', hasNoValue: true });
    const few = await describeRows([row, { ...row, month: null }]);
    expect(few.time).toMatchObject({ hasNoValue: true, noValueIsUnlisted: true });
    expect((await describeRows([{ ...row, month: null }])).time).toBeUndefined();
  });

  it('lists the areas of the division whether they occur or not, with what contains them', async () => {
    const { area } = await describeRows([row, { ...row, neighbourhood: null }], { areas: division });
    expect(area).toEqual({
      level: 'neighbourhood',
      areas: ['01', '02'].map((number) => ({
        code: `BU047901${number}`,
        district: 'WK047901',
        municipality: 'GM0479',
      })),
      hasNoValue: true,
      noValueIsUnlisted: true,
      severalPerPerson: true,
    });
  });

  it('begins with the month by which enough had a record, and ends with the last from which enough have one', async () => {
    const crowd = times(60, (index) => ({
      month: `2024-0${1 + (index % 3)}`,
      person: `one of many ${index}`,
    }));
    const busy = times(90, (index) => ({ month: `2023-0${1 + (index % 9)}`, person: `person ${index % 9}` }));
    const late = times(3, () => ({ month: '2025-06', person: null }));
    const { time } = await describeRows([...crowd, ...busy, ...late]);
    const unlisted = [...busy.slice(0, 9).map(({ month }) => month), '2025-06'];
    expect(time).toEqual({ from: '2024-01', to: '2024-03', unlisted, hasNoValue: false });
  });

  it('lists an area outside the division only when enough have it, and counts it in its municipality otherwise', async () => {
    const rows = [
      ...times(10, (index) => ({ neighbourhood: 'BU04790201', person: `person ${index}` })),
      ...times(30, (index) => ({ neighbourhood: 'BU04790301', person: `person ${index % 9}` })),
    ];
    const { area } = await describeRows(rows, { areas: division });
    expect(area?.areas.map(({ code }) => code)).toEqual(['BU04790101', 'BU04790102', 'BU04790201']);
    expect(area?.unlisted).toEqual([{ code: 'BU04790301', district: 'WK047903', municipality: 'GM0479' }]);
  });

  it('lists everything of open data about areas', async () => {
    const { area, persons } = await describeRows([row], { contract: populationContract });
    expect(area?.areas).toEqual([{ code: 'BU04790101', district: 'WK047901', municipality: 'GM0479' }]);
    expect(persons).toBe('none');
  });

  it('has the finest level that the contract keeps', async () => {
    const columns = personContract.columns.map((column) =>
      column.role === 'neighbourhood' ? { ...column, grain: 'district' } : column,
    );
    const { area } = await describeRows([row], { contract: { ...personContract, columns }, areas: division });
    expect(area).toMatchObject({ level: 'district', areas: [{ code: 'WK047901', municipality: 'GM0479' }] });
  });

  it('has all registered categories, also those that no record has', async () => {
    const { columns } = await describeRows([row]);
    expect(columns).toEqual([
      {
        name: 'category',
        kind: 'category',
        categories: ['litter', 'noise', 'other'],
        hasNoValue: false,
        severalPerPerson: false,
      },
    ]);
  });

  it('says of which columns a person has several values, no value among them', async () => {
    const several = async (rows: Partial<LakeRow>[]) => {
      const { area, columns } = await describeRows(rows);
      return { area: area?.severalPerPerson, category: columns[0]?.severalPerPerson };
    };
    expect(
      await several([row, { ...row, person: 'bert', category: 'other', neighbourhood: 'BU04790102' }]),
    ).toEqual({
      area: false,
      category: false,
    });
    expect(await several([row, { ...row, category: 'litter' }])).toEqual({ area: false, category: true });
    expect(await several([row, { ...row, neighbourhood: null }])).toEqual({ area: true, category: false });
    expect(await several([row, { ...row, category: 'litter', person: null }])).toMatchObject({
      category: false,
    });
  });

  it('lists all age bands when one occurs, so that no list tells who is the oldest', async () => {
    const contract = extended({ name: 'kind', role: 'dimension', logicalType: 'string', coarsened: true });
    const { columns } = await describeRows(
      [
        { ...row, kind: '20-29' },
        { ...row, kind: '100+' },
      ],
      { contract },
    );
    const bands = columns.find(({ name }) => name === 'kind');
    expect(bands?.categories).toHaveLength(11);
    expect(bands?.categories.slice(0, 2)).toEqual(['00-09', '10-19']);
    expect(bands?.categories.at(-1)).toBe('100+');
    expect(bands?.unlisted).toBeUndefined();
  });

  it('keeps other values that few have out of the list', async () => {
    const contract = extended({ name: 'kind', role: 'postcode', grain: 4, logicalType: 'string' });
    const rows = [
      ...times(10, (index) => ({ kind: '1500', person: `person ${index}` })),
      { ...row, kind: '1501', person: null },
    ];
    const { columns } = await describeRows(rows, { contract });
    expect(columns.find(({ name }) => name === 'kind')).toMatchObject({
      kind: 'area',
      categories: ['1500'],
      unlisted: ['1501'],
    });
  });

  it('takes the affirmative one of two answers as what a person ever had', async () => {
    const everOf = async (allowed: string[]) => {
      const contract = extended({ name: 'kind', role: 'dimension', logicalType: 'string', allowed });
      const { columns } = await describeRows([{ ...row, kind: allowed[0] ?? null }], { contract });
      return columns.find(({ name }) => name === 'kind')?.ever;
    };
    expect(await everOf(['nee', 'ja'])).toBe('ja');
    expect(await everOf(['no', 'yes', 'unknown'])).toBeUndefined();
    expect(await everOf(['owner', 'tenant'])).toBeUndefined();
  });

  it('links to the other data sets of the space that name persons, with whether they are special', async () => {
    const special = { ...personContract, specialCategory: true };
    const linked = new Map([
      ['care', await lake.land('care', special, [row])],
      ['benefits', await lake.land('benefits', personContract, [row])],
      ['incidents', await lake.land('incidents', incidentContract, [row])],
      ['reports', await lake.land('reports', personContract, [row])],
    ]);
    const description = await describeRows([row], { linked });
    expect(description.links).toEqual([
      { dataset: 'care', specialCategory: true },
      { dataset: 'benefits', specialCategory: false },
    ]);
    expect(description.specialCategory).toBe(false);
    expect((await describeRows([row], { contract: special })).specialCategory).toBe(true);
    expect((await describeRows([row], { linked, contract: incidentContract })).links).toEqual([]);
  });

  it('says whether all records, some or none name a person', async () => {
    const unnamed = { ...row, person: null };
    expect((await describeRows([row])).persons).toBe('all');
    expect((await describeRows([row, unnamed])).persons).toBe('some');
    expect((await describeRows([unnamed])).persons).toBe('none');
    expect((await describeRows([row], { contract: incidentContract })).persons).toBe('none');
  });

  it('has the groups and windows that are registered', async () => {
    const windows = [{ id: 'spring', from: '2024-03', to: '2024-03' }];
    const groups = [{ id: 'both', values: ['noise', 'litter'] }];
    const description = await describeRows([row], { groups: { windows, columns: { category: groups } } });
    expect(description.time?.windows).toEqual(windows);
    expect(description.columns[0]?.groups).toEqual(groups);
  });

  it('leaves out a group or a window that names what this version does not have', async () => {
    const groups = {
      windows: [{ id: 'later', from: '2024-03', to: '2024-04' }],
      areas: [{ id: 'gone', values: ['BU04790101', 'BU04790999'] }],
      columns: { category: [{ id: 'gone', values: ['noise', 'vandalism'] }] },
    };
    const description = await describeRows([row], { groups, areas: division });
    expect(description.time?.windows).toEqual([]);
    expect(description.area?.groups).toEqual([]);
    expect(description.columns[0]?.groups).toEqual([]);
  });
});
