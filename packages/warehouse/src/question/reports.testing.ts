import { type DataSetDescription, type Microdata, monthsBetween } from '@datalab/query-control';
import type { SourceColumn, SourceContract } from '../lake/source.ts';

/** The months of the reports. */
export const months = monthsBetween('2023-01', '2024-06');
/** Three neighbourhoods in the first district, two in the second. */
export const areas = ['BU99990001', 'BU99990002', 'BU99990003', 'BU99990101', 'BU99990102'];
/** The kinds of reports; no report is of the last. */
export const categories = ['litter', 'noise', 'theft', 'fire'];

const column = (name: string, role: string, more: Partial<SourceColumn> = {}): SourceColumn => ({
  name,
  role,
  logicalType: 'string',
  ...more,
});

const personColumns = [
  column('person', 'person-number'),
  column('month', 'month'),
  column('neighbourhood', 'neighbourhood'),
];
/** Reports by persons. */
export const reports: SourceContract = {
  unit: 'event',
  accessClass: 'shared',
  columns: [
    ...personColumns,
    column('category', 'dimension', { allowed: categories }),
    column('complaint', 'dimension', { allowed: ['no', 'yes'] }),
    column('amount', 'measure', { logicalType: 'number' }),
  ],
};
/** Persons in care. */
export const care: SourceContract = { unit: 'person', accessClass: 'restricted', columns: personColumns };
/** Inhabitants, public. */
export const population: SourceContract = {
  unit: 'area',
  accessClass: 'open',
  columns: [
    column('neighbourhood', 'neighbourhood'),
    column('month', 'month'),
    column('inhabitants', 'measure', { logicalType: 'integer' }),
  ],
};

/** How the reports are described to the lattice. */
export const description: DataSetDescription = {
  time: {
    from: '2023-01',
    to: '2024-06',
    hasNoValue: false,
    windows: [{ id: 'pilot', from: '2023-06', to: '2023-11' }],
  },
  area: {
    level: 'neighbourhood',
    areas: areas.map((code) => ({ code, district: `WK${code.slice(2, 8)}`, municipality: 'GM9999' })),
    hasNoValue: false,
    severalPerPerson: false,
  },
  columns: [
    {
      name: 'category',
      kind: 'category',
      categories,
      hasNoValue: false,
      severalPerPerson: false,
      groups: [{ id: 'quiet-and-clean', values: ['litter', 'noise'] }],
    },
    {
      name: 'complaint',
      kind: 'category',
      categories: ['no', 'yes'],
      hasNoValue: false,
      severalPerPerson: false,
    },
  ],
  links: [{ dataset: 'care', specialCategory: true }],
  persons: 'all',
  specialCategory: false,
};

/** Records of persons with one area, category and answer each; the first district has four times as many. */
export function recordsOf(count: number, perPerson: number): Microdata {
  const persons = Int32Array.from({ length: count * perPerson }, (_, record) =>
    Math.floor(record / perPerson),
  );
  const pick = (values: readonly string[], of: (person: number, record: number) => number) =>
    Array.from(persons, (person, record) => values[of(person, record) % values.length] ?? null);
  const inPlace = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 4];
  const bands = perPerson === 1 ? ['1'] : ['2-4'];
  return {
    values: new Map<string, (string | null)[]>([
      ['time', pick(months, (person, record) => 5 * record + person)],
      ['area', pick(areas, (person) => inPlace[person % inPlace.length] ?? 0)],
      ['category', pick(categories, (person) => (person % 9 === 0 ? 2 : Math.floor(person / 14) % 2))],
      ['complaint', pick(['no', 'yes'], (person) => (person % 97 === 0 ? 1 : 0))],
      ['in.care', pick(['no', 'yes'], (person) => (person % 5 < 2 ? 1 : 0))],
      ['records-per-person', pick(bands, () => 0)],
    ]),
    recordKeys: Uint32Array.from(persons, (_, record) => keyOf(record + 1)),
    persons,
    personKeys: Uint32Array.from({ length: count }, (_, person) => keyOf(-person - 1)),
    amounts: new Map([['amount', Float64Array.from(persons, (person) => 40 + (person % 21))]]),
  };
}

function keyOf(number: number): number {
  const once = Math.imul(number ^ 0x5bd1e995, 0x2c1b3c6d);
  const twice = Math.imul(once ^ (once >>> 15), 0x297a2d39);
  return (twice ^ (twice >>> 16)) >>> 0;
}
