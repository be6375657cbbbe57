import {
  bandOf,
  buildLattice,
  type Cube,
  countClasses,
  countCube,
  type DataSetDescription,
  enumerateNodes,
  type Lattice,
  type MembershipClasses,
  type Microdata,
  type Node,
} from '@datalab/query-control';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import {
  createLake,
  incidentContract,
  keyOf,
  type Lake,
  type LakeRow,
  personContract,
} from '../lake/lake.testing.ts';
import type { QuerySource, SourceContract } from '../lake/source.ts';
import { describeDataSet } from './describe-data-set.ts';
import { type Cubes, readCubes } from './read-cube.ts';
import { UnlistedValueError } from './read-dimensions.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

type Row = LakeRow;

interface Landed {
  readonly source: QuerySource;
  readonly linked: ReadonlyMap<string, QuerySource>;
  readonly description: DataSetDescription;
}

const summed = ['amount'];
const kind = { name: 'kind', role: 'dimension', logicalType: 'string', allowed: ['no', 'yes'] };
const withKind = (contract: SourceContract) => ({ ...contract, columns: [...contract.columns, kind] });

async function land(
  rows: readonly Row[],
  contract: SourceContract,
  others: readonly string[] = [],
): Promise<Landed> {
  const source = await lake.land('reports', contract, rows);
  const benefits = await lake.land(
    'benefits',
    personContract,
    others.map((person) => ({ person })),
  );
  const linked = new Map(others.length > 0 ? [['benefits', benefits]] : []);
  const description = await describeDataSet(lake.engine, { source, linked, minimumCount: 1 });
  return { source, linked, description };
}

function readAll({ source, linked, description }: Landed, noiseSecret?: Uint8Array): Promise<Cubes> {
  const tableOf = (unit: 'persons' | 'records') => enumerateNodes(buildLattice(description, unit));
  return readCubes(lake.engine, {
    source,
    linked,
    records: tableOf('records'),
    persons: description.persons === 'none' ? undefined : tableOf('persons'),
    summed,
    noiseSecret,
  });
}

/** The same records as `countCube` takes them, from the rows and not from the lake. */
function toMicrodata(rows: readonly Row[], lattice: Lattice, others: readonly string[]): Microdata {
  const persons = [...new Set(rows.flatMap(({ person }) => person ?? []))];
  const places = new Map(persons.map((person, index) => [person, index]));
  const recordsOf = new Map<string | null, number>();
  for (const { person } of rows) recordsOf.set(person, (recordsOf.get(person) ?? 0) + 1);
  const finestOf: Record<string, (row: Row) => string | null> = {
    time: ({ month }) => month,
    area: ({ neighbourhood }) => neighbourhood,
    category: ({ category }) => category,
    kind: (row) => row.kind ?? null,
    'in.benefits': ({ person }) => (person === null ? null : others.includes(person) ? 'yes' : 'no'),
    'records-per-person': ({ person }) => (person === null ? null : bandOf(recordsOf.get(person) ?? 0)),
  };
  const values = lattice.dimensions.map(({ name }): [string, (string | null)[]] => [
    name,
    rows.map((row) => finestOf[name]?.(row) ?? null),
  ]);
  return {
    values: new Map(values),
    recordKeys: Uint32Array.from(rows, (_, index) => keyOf(`record ${index}`)),
    persons: Int32Array.from(rows, ({ person }) => (person === null ? -1 : (places.get(person) ?? -1))),
    personKeys: Uint32Array.from(persons, keyOf),
    amounts: new Map([['amount', Float64Array.from(rows, ({ amount }) => amount ?? Number.NaN)]]),
  };
}

const plain = ({ counts, cellKeys, contributors, largest }: Cube) => ({
  counts,
  cellKeys,
  contributors,
  largest,
});

function expectSame(read: Cube, counted: Cube): void {
  expect(plain(read)).toEqual(plain(counted));
  for (const [name, sum] of counted.sums) {
    const { sums, largest, ...whole } = read.sums.get(name) ?? sum;
    const { sums: expectedSums, largest: expectedLargest, ...expectedWhole } = sum;
    expect(whole).toEqual(expectedWhole);
    expect(sums.map((value) => Math.round(value * 100))).toEqual(
      expectedSums.map((value) => Math.round(value * 100)),
    );
    const cents = (values: Float64Array) => values.map((value) => Math.round(value * 100));
    expect(cents(largest)).toEqual(cents(expectedLargest));
  }
}

/** Per class its rows, in an order that does not depend on the order of the persons. */
function membersOf(classes: MembershipClasses | 'too-many'): string[] {
  if (classes === 'too-many') throw new Error('There are few persons.');
  const rows: number[][] = Array.from({ length: classes.size }, () => []);
  for (let row = 0; row + 1 < classes.starts.length; row++) {
    for (const one of classes.classes.slice(classes.starts[row], classes.starts[row + 1]))
      rows[one]?.push(row);
  }
  return rows.map((own) => own.join(' ')).sort();
}

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 6, nil: null });
const row = fc.record({
  month: orNull(fc.constantFrom('2023-11', '2023-12', '2024-01', '2024-04')),
  neighbourhood: orNull(fc.constantFrom('BU04790101', 'BU04790102', 'BU04790201')),
  category: orNull(fc.constantFrom('litter', 'noise')),
  kind: orNull(fc.constantFrom('no', 'yes')),
  amount: orNull(fc.integer({ min: -9999, max: 99_999 }).map((cents) => cents / 100)),
  person: orNull(fc.constantFrom('anna', 'bert', 'carla', 'dirk', 'els')),
});

describe('the cube of a landed version', () => {
  it('equals the cube of the same records in memory, for any records', async () => {
    const microdata = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 60 }),
      others: fc.subarray(['anna', 'carla', 'els', 'somebody else'], { minLength: 1 }),
    });
    let withClasses = 0;
    const equals = fc.asyncProperty(microdata, async ({ rows, others }) => {
      const landed = await land(rows, withKind(personContract), others);
      const read = await readAll(landed);
      for (const cube of [read.records, read.persons]) {
        if (!cube) continue;
        const known = toMicrodata(rows, cube.lattice, others);
        expectSame(cube, countCube(cube.lattice, cube.unit, known));
        if (cube.unit === 'persons' && read.classes) {
          withClasses += 1;
          expect(membersOf(read.classes)).toEqual(membersOf(countClasses(cube.lattice, known)));
        }
      }
    });
    await fc.assert(equals, { numRuns: runs(10, 200) });
    expect(withClasses).toBeGreaterThan(0);
  });

  it('equals it where the data set names nobody', async () => {
    const equals = fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
      const unnamed = rows.map((one) => ({ ...one, person: null }));
      const read = await readAll(await land(unnamed, withKind(incidentContract)));
      expect(read.persons).toBeUndefined();
      const known = toMicrodata(unnamed, read.records.lattice, []);
      expectSame(read.records, countCube(read.records.lattice, 'records', known));
    });
    await fc.assert(equals, { numRuns: runs(5, 100) });
  });

  it('is the same in every format that versions were laid down in', async () => {
    const row = fc.record({
      month: fc.constantFrom('2023-12', '2024-01', '2024-02', null),
      neighbourhood: fc.constantFrom('BU04790101', 'BU04790102', null),
      category: fc.constantFrom('litter', 'noise', null),
      amount: fc.option(fc.integer({ min: -5, max: 5 })),
      person: fc.option(fc.nat({ max: 9 }).map((number) => `person ${number}`)),
    });
    const secret = fc.constantFrom(undefined, new Uint8Array(32).fill(5));
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        secret,
        fc.integer({ min: 1, max: 12 }),
        async (rows, noiseSecret, personsPerFile) => {
          const landed = await land(rows, personContract, ['person 1', 'person 7']);
          const old = await readAll(landed, noiseSecret);
          const sources = [
            await lake.addPersonIndex(landed.source),
            await lake.orderByPerson(landed.source, personsPerFile),
          ];
          for (const source of sources) {
            const { records, persons, units } = await readAll({ ...landed, source }, noiseSecret);
            expectSame(records, old.records);
            expect(persons && plain(persons)).toEqual(old.persons && plain(old.persons));
            expect(units).toEqual(old.units);
          }
        },
      ),
      { numRuns: runs(8, 200) },
    );
  });

  it('keeps apart more persons, and more combinations of one person, than come in at once', async () => {
    const ofOne = Array.from(
      { length: 5000 },
      (_, index): Row => ({
        month: `${2015 + (index % 4)}-${String((Math.floor(index / 4) % 12) + 1).padStart(2, '0')}`,
        neighbourhood: `BU0479${String(Math.floor(index / 48)).padStart(4, '0')}`,
        category: 'other',
        amount: index,
        person: 'one of many',
      }),
    );
    const rows = [...manyRows(4000), ...ofOne];
    const landed = await land(rows, personContract, ['person 3']);
    const { records, persons } = await readAll({
      ...landed,
      description: { ...landed.description, dimensionsMax: 1 },
    });
    for (const cube of [records, persons]) {
      if (!cube) throw new Error('The data set names persons.');
      expectSame(cube, countCube(cube.lattice, cube.unit, toMicrodata(rows, cube.lattice, ['person 3'])));
    }
  });

  it('adds up amounts exactly to six decimals, in any order', async () => {
    const amounts = [0.1, 0.2, 0.3, -0.6, 1e9, 0.000001, -1e9];
    const rows = amounts.map((amount) => ({ ...manyRows(1)[0], amount }) as Row);
    const { records } = await readAll(await land(rows, personContract));
    expect(records.sums.get('amount')?.sums[0]).toBe(0.000001);
  });

  it('tells the two largest shares of one person, and of records that name nobody each as its own', async () => {
    const of = (person: string | null, amount: number) => ({ ...manyRows(1)[0], person, amount }) as Row;
    const rows = [of('anna', 5), of('anna', -20), of('bert', 3), of(null, 7), of(null, -9)];
    const { records } = await readAll(await land(rows, personContract));
    const sum = records.sums.get('amount');
    expect([...(sum?.largest.subarray(0, 2) ?? [])]).toEqual([15, 9]);
    expect(sum?.contributors[0]).toBe(4);
    expect([...records.largest.subarray(0, 2)]).toEqual([2, 1]);
    expect(records.contributors[0]).toBe(4);
  });

  it('takes the band of a person from all of its records, not from those in the node', async () => {
    const of = (category: string, person: string) => ({ ...manyRows(1)[0], category, person }) as Row;
    const rows = [of('noise', 'anna'), of('litter', 'anna'), of('noise', 'bert')];
    const { records } = await readAll(await land(rows, personContract));
    const node = nodeOf(records.lattice, { category: 'noise', 'records-per-person': '2-4' });
    expect(records.counts[records.rowOf(node) ?? -1]).toBe(1);
  });

  it('counts a value that cannot be asked in what contains it', async () => {
    const of = (neighbourhood: string, person: string) =>
      ({ ...manyRows(1)[0], neighbourhood, person }) as Row;
    const rows = [
      ...Array.from({ length: 10 }, (_, index) => of('BU04790101', `person ${index}`)),
      of('BU04790102', 'alone'),
      of('BU04790201', 'elsewhere'),
    ];
    const landed = await land(rows, personContract);
    const description = await describeDataSet(lake.engine, { ...landed, minimumCount: 10 });
    const { records } = await readAll({ ...landed, description });
    const { lattice, counts, rowOf } = records;
    const areas = lattice.dimensions.find(({ name }) => name === 'area')?.values.map(({ value }) => value);
    expect(areas).not.toContain('BU04790102');
    expect(counts[rowOf(nodeOf(lattice, { area: 'WK047901' })) ?? -1]).toBe(11);
    expect(counts[0]).toBe(12);
  });

  it('takes a registered value for a value, however it is written', async () => {
    const hostile = ["'; DROP TABLE c0; --", `"`, "o'brien", '$1', '%', '', 'NULL', '\\'];
    const columns = personContract.columns.map((column) =>
      column.name === 'category' ? { ...column, allowed: hostile } : column,
    );
    const rows = hostile.flatMap((category, at) =>
      manyRows(at + 1).map((one, index) => ({ ...one, category, person: `person ${at} ${index}` })),
    );
    const { records } = await readAll(await land(rows, { ...personContract, columns }));
    const counted = hostile.map(
      (category) => records.counts[records.rowOf(nodeOf(records.lattice, { category })) ?? -1],
    );
    expect(counted).toEqual(hostile.map((_, at) => at + 1));
  });

  it('is refused when a record has a value that the lattice does not list', async () => {
    const { source, linked, description } = await land(manyRows(3), personContract);
    const narrower = {
      ...description,
      columns: description.columns.map((column) => ({ ...column, categories: ['litter'] })),
    };
    await expect(readAll({ source, linked, description: narrower })).rejects.toBeInstanceOf(
      UnlistedValueError,
    );
  });

  it('ends when it is cancelled', async () => {
    const { source, linked, description } = await land(manyRows(3), personContract);
    const table = enumerateNodes(buildLattice(description, 'records'));
    const cubes = { source, linked, records: table, summed };
    await expect(readCubes(lake.engine, cubes, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'engine.cancelled',
    });
  });
});

function manyRows(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    month: `2024-${String((index % 5) + 1).padStart(2, '0')}`,
    neighbourhood: `BU047901${String(index % 7).padStart(2, '0')}`,
    category: index % 3 === 0 ? 'litter' : 'noise',
    amount: index % 4 === 0 ? null : index / 4,
    person: index % 9 === 0 ? null : `person ${index % 2500}`,
  }));
}

function nodeOf({ dimensions }: Lattice, wanted: Readonly<Record<string, string>>): Node {
  return dimensions.map(({ name, values }) =>
    name in wanted ? 1 + values.findIndex(({ value }) => value === wanted[name]) : 0,
  );
}
